import { bar } from './bar/bar.styles';
import { drafts } from './bar/chips.styles';
import { ghost } from './ghost/ghost.styles';
import { status } from './status-view.styles';

export const styles = [bar, drafts, status, ghost];
