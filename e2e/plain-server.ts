import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sendFile } from '../packages/cli/src/server/static-files.ts';

/** The least of hosts: files of a folder below a path, and no header that isolates. */
export class PlainServer {
  private constructor(
    private readonly server: Server,
    /** Ends in '/'. */
    readonly address: string,
  ) {}

  /** @param at the path that stands for the folder, '/' at both ends */
  static async start(folder: string, at: string): Promise<PlainServer> {
    const server = createServer((request, response) => {
      const { url = '' } = request;
      const path = url.startsWith(at) ? url.slice(at.length - 1) : '';
      void sendFile(folder, path, request, response).then((sent) => sent || response.writeHead(404).end());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new PlainServer(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}${at}`);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
