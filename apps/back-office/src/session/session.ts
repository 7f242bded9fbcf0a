import type { SessionAnswer } from '../api/admin-api';
import { toApiError } from '../api/api-error';

/** Where the visitor stands: `unknown` until the first look, `expired` when the server no longer takes the session. */
export type SessionState = 'unknown' | 'out' | 'in' | 'expired';

type Listener = () => void;

const PATH = '/back-office/session';
const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/**
 * The one place that knows how the Back Office proves who it is: a cookie that no script can read, and with every change
 * a token that other sites cannot know. The token lives in this variable only, in no storage of the browser.
 */
class Session {
  private csrfToken: string | null = null;
  private current: SessionState = 'unknown';
  private ended = false;
  private readonly listeners = new Set<Listener>();

  readonly subscribe = (listener: Listener): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly state = (): SessionState => this.current;

  /** Whether a session of this browser has ended, so that the login page can say so. */
  hasEnded(): boolean {
    return this.ended;
  }

  /** Asks whether this browser is logged in already. */
  async resume(): Promise<void> {
    const response = await fetch(PATH);
    const answer = response.ok ? ((await response.json()) as SessionAnswer) : null;
    this.ended = answer?.state === 'ended';
    this.take(answer);
  }

  /** Adds the proof to a request; the cookie comes along by itself. */
  sign(request: Request): Request {
    if (this.csrfToken !== null && !SAFE_METHODS.has(request.method)) {
      request.headers.set('x-csrf-token', this.csrfToken);
    }
    return request;
  }

  /** Throws the server's refusal as an `ApiError`. */
  async logIn(email: string, password: string): Promise<void> {
    const response = await fetch(PATH, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    });
    const body: unknown = await response.json().catch(() => null);
    if (!response.ok) throw toApiError(response, body);
    this.take(body as SessionAnswer);
  }

  async logOut(): Promise<void> {
    await fetch(this.sign(new Request(PATH, { method: 'DELETE' }))).catch(() => undefined);
    this.ended = false;
    this.take(null);
  }

  /** The server refused the session: what is on the screen stays until the visitor has logged in again. */
  expire(): void {
    if (this.current === 'in') this.move('expired');
  }

  private take(answer: SessionAnswer | null): void {
    this.csrfToken = answer?.csrfToken ?? null;
    this.move(answer?.state === 'open' ? 'in' : 'out');
  }

  private move(state: SessionState): void {
    this.current = state;
    for (const listener of this.listeners) listener();
  }
}

export const session = new Session();
