import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sendFile } from '../packages/cli/src/server/static-files.ts';

/** The least of hosts: files of a folder below a path, and no header that isolates unless told. */
export class PlainServer {
  private constructor(
    private readonly server: Server,
    /** Ends in '/'. */
    readonly address: string,
  ) {}

  /**
   * @param at the path that stands for the folder, '/' at both ends
   * @param headers of every answer
   * @param port by default any that is free
   */
  static async start(
    folder: string,
    at: string,
    headers: Record<string, string> = {},
    port = 0,
  ): Promise<PlainServer> {
    const server = createServer((request, response) => {
      const { url = '' } = request;
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
      const path = url.startsWith(at) ? url.slice(at.length - 1) : '';
      void sendFile(folder, path, request, response).then((sent) => sent || response.writeHead(404).end());
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
    return new PlainServer(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}${at}`);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
