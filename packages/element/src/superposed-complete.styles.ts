import { bar } from './bar/bar.styles';
import { drafts } from './bar/chips.styles';
import { hidden } from './view/hidden.styles';
import { status } from './view/status-view.styles';

export const styles = [bar, drafts, status, hidden];
