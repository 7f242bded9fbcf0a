import {
  AUTH_OPTIONS,
  type AuthOptions,
  checkSessionToken,
  isSameOrigin,
  makeSessionToken,
  Public,
  readSessionCookie,
  removeSessionCookie,
  type Session,
  SessionService,
  UserService,
  writeSessionCookie,
} from '@dx/auth';
import { CodedException, serverErrors } from '@dx/kernel';
import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Req, Res, UsePipes } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiResponse, ApiSecurity, ApiTags } from '@nestjs/swagger';
import type { ApiReply, ApiRequest } from '../../http/api-request.js';
import { AdminErrorEntry } from '../access/documented-errors.js';
import { makeValidationPipe } from '../access/validation.pipe.js';
import { LoginDto, SessionAnswer } from './session.dto.js';

const HOW_TO = [
  'The answer sets an HttpOnly cookie (`__Host-dx-session` over TLS, else `dx-session`; SameSite=Strict) that no script can',
  'read and that counts for `/back-office/…` and `/openapi…` only. Pages send requests to their own origin with',
  '`credentials: "same-origin"` and, with every method other than GET, the `csrfToken` of this answer as `X-CSRF-Token`.',
  'After a reload `GET /back-office/session` gives the same token again; keep it in memory, nowhere else.',
  '401 `1932` from any route means: the session has ended, show the login.',
].join(' ');

/** Login of the Back Office in a browser. Programs use tokens or API keys instead. */
@Controller('back-office/session')
@Public()
@UsePipes(makeValidationPipe())
@ApiTags('Session')
@ApiSecurity({})
export class SessionController {
  constructor(
    private readonly sessions: SessionService,
    private readonly users: UserService,
    @Inject(AUTH_OPTIONS) private readonly options: AuthOptions,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Logs in with e-mail and password.', description: HOW_TO })
  @ApiResponse({ status: 201, type: SessionAnswer })
  @ApiResponse({ status: 400, type: [AdminErrorEntry], description: '`1920`: one entry per violation.' })
  @ApiResponse({
    status: 401,
    type: [AdminErrorEntry],
    description: '`1933`: the e-mail or the password is wrong; the same for unknown and disabled users.',
  })
  @ApiResponse({ status: 403, type: [AdminErrorEntry], description: '`1931`: sent by a page of another origin.' })
  @ApiResponse({
    status: 429,
    type: [AdminErrorEntry],
    description: '`1930`: too many failed logins, or too many at once; see `Retry-After`.',
  })
  async open(
    @Body() { email, password }: LoginDto,
    @Req() request: ApiRequest,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<SessionAnswer> {
    if (!isSameOrigin(request)) throw new CodedException(serverErrors.foreignRequest());
    const opened = await this.sessions.open(email, password, request.ip);
    if (opened === null) throw new CodedException(serverErrors.wrongLogin());
    const former = readSessionCookie(request);
    if (former !== undefined) await this.sessions.end(former);
    reply.header('set-cookie', writeSessionCookie(request, opened.secret));
    return this.present(opened, opened.secret);
  }

  @Get()
  @ApiOperation({ summary: 'Who is logged in?', description: 'Always 200: being logged out is an answer, no error.' })
  @ApiResponse({ status: 200, type: SessionAnswer })
  async show(@Req() request: ApiRequest): Promise<SessionAnswer> {
    const secret = readSessionCookie(request);
    if (secret === undefined) return this.absent('none');
    const session = await this.sessions.find(secret);
    return session === null ? this.absent('ended') : this.present(session, secret);
  }

  @Delete()
  @HttpCode(204)
  @ApiOperation({ summary: 'Logs out: the session ends at once on all instances, and the cookie is removed.' })
  @ApiHeader({ name: 'X-CSRF-Token', required: true, description: 'The token of the session.' })
  @ApiResponse({ status: 204, description: 'Logged out, or never in.' })
  @ApiResponse({ status: 403, type: [AdminErrorEntry], description: '`1931`: without the CSRF token of the session.' })
  async end(@Req() request: ApiRequest, @Res({ passthrough: true }) reply: ApiReply): Promise<void> {
    const secret = readSessionCookie(request);
    if (secret === undefined) return;
    if (!isSameOrigin(request) || !checkSessionToken(secret, request.headers['x-csrf-token'])) {
      throw new CodedException(serverErrors.foreignRequest());
    }
    await this.sessions.end(secret);
    reply.header('set-cookie', removeSessionCookie(request));
  }

  private async present(session: Session, secret: string): Promise<SessionAnswer> {
    return {
      ...this.absent('open'),
      user: await this.users.get(session.userId),
      csrfToken: makeSessionToken(secret),
      expiresAt: session.expiresAt,
    };
  }

  private absent(state: SessionAnswer['state']): SessionAnswer {
    return { state, user: null, csrfToken: null, expiresAt: null, idleSeconds: this.options.sessionIdleSeconds };
  }
}
