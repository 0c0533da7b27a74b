/** Enough for a model's context, and little enough to read at every keystroke. */
const FAR = 4000;

/** A caret in a tree of nodes, as Range and Selection give it. */
export interface Boundary {
  readonly node: Node;
  readonly offset: number;
}

/**
 * The text of an editing host around the caret. Blocks and `<br>` are line breaks, white space is as shown. Goes
 * back some thousand characters, to the beginning of a paragraph, and on to the end of the caret's paragraph.
 */
export function textAround(host: Element, caret: Boundary): { before: string; after: string } {
  const blocks = new BlockFinder(host);
  return { before: textBefore(host, caret, blocks), after: textAfter(host, caret, blocks) };
}

function textBefore(host: Element, { node, offset }: Boundary, blocks: BlockFinder): string {
  const walker = host.ownerDocument.createTreeWalker(host, NodeFilter.SHOW_ALL);
  let block = blocks.of(node);
  let text = '';
  let current: Node | null = null;
  if (isText(node)) {
    text = shown(node, node.data.slice(0, offset));
    walker.currentNode = node;
  } else if (offset < node.childNodes.length) {
    walker.currentNode = node.childNodes[offset]!;
  } else {
    current = lastWithin(node);
    walker.currentNode = current;
    if (current === node) current = null;
  }
  for (current ??= walker.previousNode(); current; current = walker.previousNode()) {
    if (isBreak(current)) text = `\n${text}`;
    if (!isText(current) || current.data === '') continue;
    const own = blocks.of(current);
    if (own !== block) {
      if (text.length > FAR) break;
      text = `\n${text}`;
      block = own;
    }
    text = shown(current, current.data) + text;
  }
  // White space at the beginning of a block is not shown.
  return text.replace(/\n +/g, '\n').trimStart();
}

function textAfter(host: Element, { node, offset }: Boundary, blocks: BlockFinder): string {
  const walker = host.ownerDocument.createTreeWalker(host, NodeFilter.SHOW_ALL);
  const block = blocks.of(node);
  let text = '';
  let current: Node | null = null;
  if (isText(node)) {
    text = shown(node, node.data.slice(offset));
    walker.currentNode = node;
  } else if (offset < node.childNodes.length) {
    current = node.childNodes[offset]!;
    walker.currentNode = current;
  } else {
    walker.currentNode = lastWithin(node);
  }
  for (current ??= walker.nextNode(); current; current = walker.nextNode()) {
    if (isBreak(current)) break;
    if (!isText(current) || current.data === '') continue;
    if (blocks.of(current) !== block) break;
    text += shown(current, current.data);
  }
  return text;
}

const isText = (node: Node): node is Text => node.nodeType === Node.TEXT_NODE;
const isBreak = (node: Node) => node.nodeName === 'BR';

function lastWithin(node: Node): Node {
  let last = node;
  while (last.lastChild) last = last.lastChild;
  return last;
}

function shown({ parentElement }: Text, data: string): string {
  const keeps = parentElement && /^(?:pre|break-spaces)/.test(getComputedStyle(parentElement).whiteSpace);
  return (keeps ? data : data.replace(/[ \t\n\r]+/g, ' ')).replaceAll('\u00a0', ' ');
}

/** Finds the block that a node is in, and remembers it, as styles are dear to ask for. */
class BlockFinder {
  private readonly known = new Map<Node, Node>();

  constructor(private readonly host: Element) {}

  of(node: Node): Node {
    if (node === this.host) return node;
    const known = this.known.get(node);
    if (known) return known;
    const inline = !(node instanceof Element) || /^(?:inline|contents)/.test(getComputedStyle(node).display);
    const block = inline && node.parentNode ? this.of(node.parentNode) : node;
    this.known.set(node, block);
    return block;
  }
}
