/** A session of a WebDriver server, in the requests of the W3C's recommendation. */
export class WebDriverSession {
  private constructor(
    private readonly address: string,
    readonly capabilities: Record<string, unknown>,
  ) {}

  /** @param server address of the server, without '/' at its end */
  static async start(server: string, capabilities: Record<string, unknown>): Promise<WebDriverSession> {
    const started = await request<{ sessionId: string; capabilities: Record<string, unknown> }>(
      'POST',
      `${server}/session`,
      { capabilities: { alwaysMatch: capabilities } },
    );
    return new WebDriverSession(`${server}/session/${started.sessionId}`, started.capabilities);
  }

  get<Value>(path: string): Promise<Value> {
    return request('GET', `${this.address}/${path}`);
  }

  post<Value = void>(path: string, body: object): Promise<Value> {
    return request('POST', `${this.address}/${path}`, body);
  }

  end(): Promise<void> {
    return request('DELETE', this.address);
  }
}

async function request<Value>(method: string, address: string, body?: object): Promise<Value> {
  const response = await fetch(address, { method, ...(body && { body: JSON.stringify(body) }) });
  const { value } = (await response.json()) as { value: Value | { error: string; message: string } };
  if (response.ok) return value as Value;
  const { error, message } = value as { error: string; message: string };
  throw new Error(`${method} ${new URL(address).pathname}: ${error}: ${message}`);
}
