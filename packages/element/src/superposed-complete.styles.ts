import { bar } from './bar/bar.styles';
import { drafts } from './bar/chips.styles';
import { hidden } from './hidden.styles';
import { status } from './status-view.styles';

export const styles = [bar, drafts, status, hidden];
