import { cdp } from 'vitest/browser';

/** A node of the accessibility tree. */
export interface Node {
  readonly role: string;
  readonly name: string;
  readonly description: string;
  readonly backendId: number;
  readonly properties: Record<string, unknown>;
}

interface RawNode {
  ignored: boolean;
  backendDOMNodeId?: number;
  role?: { value: string };
  name?: { value: string };
  description?: { value: string };
  properties?: { name: string; value: { value?: unknown; relatedNodes?: { backendDOMNodeId: number }[] } }[];
}

/** What assistive technology gets of the frame that the tests run in. */
export async function tree(): Promise<Node[]> {
  const session = cdp() as unknown as { send(method: string, params?: object): Promise<never> };
  const { frameTree } = (await session.send('Page.getFrameTree')) as {
    frameTree: { childFrames?: { frame: { id: string } }[] };
  };
  const frameId = frameTree.childFrames!.at(-1)!.frame.id;
  const { nodes } = (await session.send('Accessibility.getFullAXTree', { frameId })) as { nodes: RawNode[] };
  return nodes
    .filter(({ ignored }) => !ignored)
    .map(({ role, name, description, backendDOMNodeId = 0, properties = [] }) => ({
      role: role?.value ?? '',
      name: name?.value ?? '',
      description: description?.value ?? '',
      backendId: backendDOMNodeId,
      properties: Object.fromEntries(
        properties.map(({ name: key, value }) => [
          key,
          value.relatedNodes?.map((node) => node.backendDOMNodeId) ?? value.value,
        ]),
      ),
    }));
}

/** The nodes of a role. */
export const find = (nodes: Node[], role: string) => nodes.filter((node) => node.role === role);
