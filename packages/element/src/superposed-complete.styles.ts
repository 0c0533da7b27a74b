import { bar } from './styles/bar';
import { drafts } from './styles/drafts';
import { ghost } from './styles/ghost';
import { status } from './styles/status';

export const styles = [bar, drafts, status, ghost];
