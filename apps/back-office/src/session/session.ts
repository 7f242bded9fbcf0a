import type { TokenAnswer } from '../api/admin-api';
import { toApiError } from '../api/api-error';

/** Where the visitor stands: `unknown` until the first look, `expired` when the server no longer takes the session. */
export type SessionState = 'unknown' | 'out' | 'in' | 'expired';

type Listener = () => void;

/**
 * The one place that knows how the Back Office proves who it is. The token lives in this variable only: it is in no
 * storage of the browser, and ends with the page.
 */
class Session {
  private token: string | null = null;
  private current: SessionState = 'out';
  private readonly listeners = new Set<Listener>();

  readonly subscribe = (listener: Listener): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly state = (): SessionState => this.current;

  /** Adds the proof to a request. */
  sign(request: Request): Request {
    if (this.token !== null) request.headers.set('authorization', `Bearer ${this.token}`);
    return request;
  }

  /** Throws the server's refusal as an `ApiError`. */
  async logIn(email: string, password: string): Promise<void> {
    const response = await fetch('/token', {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'password', username: email, password }),
    });
    const body: unknown = await response.json().catch(() => null);
    if (!response.ok) throw toApiError(response, body);
    this.token = (body as TokenAnswer).access_token;
    this.move('in');
  }

  async logOut(): Promise<void> {
    const { token } = this;
    this.token = null;
    this.move('out');
    if (token === null) return;
    await fetch('/token/revoke', { method: 'POST', body: new URLSearchParams({ token }) }).catch(() => undefined);
  }

  /** The server refused the session: what is on the screen stays until the visitor has logged in again. */
  expire(): void {
    if (this.current === 'in') this.move('expired');
  }

  private move(state: SessionState): void {
    this.current = state;
    for (const listener of this.listeners) listener();
  }
}

export const session = new Session();
