// The documentation page: asks who is there, lists what that caller may use, and shows one endpoint at a time.
const STORED = 'data-exchange-docs';
const $ = (id) => document.getElementById(id);

/** The credential in use: `{ kind: 'bearer' | 'apiKey', secret }`, or null. Kept for this tab only. */
let credential = readCredential();
let ui = null;
/** The number of the latest request for a document; an answer that was overtaken is dropped. */
let latest = 0;

$('login').addEventListener('submit', (event) => {
  event.preventDefault();
  void logIn(new FormData(event.target));
});
$('credential').addEventListener('submit', (event) => {
  event.preventDefault();
  const form = new FormData(event.target);
  void enter({ kind: String(form.get('kind')), secret: String(form.get('secret')).trim() });
});
$('picker').addEventListener('submit', (event) => {
  event.preventDefault();
  choose($('endpoint').value.trim());
});
$('endpoint').addEventListener('change', () => choose($('endpoint').value.trim()));
$('admin').addEventListener('click', () => choose('', 'admin'));
$('download').addEventListener('click', (event) => {
  event.preventDefault();
  void download();
});
$('logout').addEventListener('click', () => leave('You are logged out.'));
window.addEventListener('hashchange', () => void show());

if (credential === null) leave('');
else void enter(credential);

async function logIn(form) {
  say('Logging in …');
  const body = new URLSearchParams({
    grant_type: 'password',
    username: String(form.get('username')),
    password: String(form.get('password')),
  });
  const answer = await fetch('/token', { method: 'POST', body });
  const content = await answer.json().catch(() => null);
  if (!answer.ok) return say(messageOf(content) ?? 'The log-in failed.', true);
  $('login').reset();
  await enter({ kind: 'bearer', secret: content.access_token });
}

/** Tries a credential and, when it is good, lists the endpoints. */
async function enter(next) {
  credential = next;
  const answer = await ask('/openapi/endpoints');
  if (!answer.ok) {
    return leave(messageOf(await answer.json().catch(() => null)) ?? 'The server did not accept this.', true);
  }
  const { data, admin } = await answer.json();
  sessionStorage.setItem(STORED, JSON.stringify(credential));
  $('credential').reset();
  $('access').hidden = true;
  $('picker').hidden = false;
  $('logout').hidden = false;
  $('admin').hidden = !admin;
  $('endpoints').replaceChildren(...data.map(({ alias }) => new Option(alias, alias)));
  say(data.length === 1 ? 'You may use 1 endpoint.' : `You may use ${data.length} endpoints.`);
  if (wanted().alias === '' && wanted().part === '' && data.length > 0) choose(data[0].alias);
  else await show();
}

function leave(message, wrong = false) {
  credential = null;
  sessionStorage.removeItem(STORED);
  localStorage.removeItem('authorized');
  $('access').hidden = false;
  $('picker').hidden = true;
  $('logout').hidden = true;
  $('swagger').replaceChildren();
  ui = null;
  say(message, wrong);
}

/** What the address asks for: `#alias=countries` or `#part=admin`. */
function wanted() {
  const params = new URLSearchParams(location.hash.slice(1));
  return { alias: params.get('alias') ?? '', part: params.get('part') ?? '' };
}

function choose(alias, part = '') {
  if (alias === '' && part === '') return;
  const next = `#${new URLSearchParams(part === '' ? { alias } : { part })}`;
  if (next === location.hash) void show();
  else location.hash = next;
}

async function show() {
  if (credential === null) return;
  const { alias, part } = wanted();
  if (alias === '' && part === '') return;
  $('endpoint').value = alias;
  const query = new URLSearchParams(part === '' ? { alias } : { part });
  const number = ++latest;
  const answer = await ask(`/openapi.json?${query}`);
  if (number !== latest) return;
  if (answer.status === 401) return leave('Your access has ended. Please log in again.', true);
  if (!answer.ok)
    return say(answer.status === 404 ? `There is no endpoint ${alias}.` : 'The document cannot be loaded.', true);
  render(await answer.json());
  say(part === '' ? `Endpoint ${alias}` : 'Admin API');
}

function render(spec) {
  $('swagger').replaceChildren();
  ui = SwaggerUIBundle({
    spec,
    domNode: $('swagger'),
    deepLinking: false,
    docExpansion: 'list',
    defaultModelsExpandDepth: 0,
    displayRequestDuration: true,
    persistAuthorization: true,
    validatorUrl: null,
    tryItOutEnabled: true,
    requestInterceptor: withCredential,
    onComplete: () => {
      ui?.preauthorizeApiKey(credential?.kind, credential?.secret);
      requestAnimationFrame(() => $('servers')?.setAttribute('aria-label', 'Server'));
    },
  });
}

/** Why: a request that Swagger UI sends with a credential of its own dialog keeps that one. */
function withCredential(request) {
  const own = new URL(request.url, location.href).origin === location.origin;
  const has = Object.keys(request.headers).some((name) => /^(authorization|x-api-key)$/i.test(name));
  if (own && !has && credential !== null) Object.assign(request.headers, headersOf(credential));
  return request;
}

async function download() {
  say('Preparing the document …');
  const answer = await ask('/openapi.json');
  if (!answer.ok) return say('The document cannot be loaded.', true);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await answer.blob());
  link.download = 'openapi.json';
  link.click();
  URL.revokeObjectURL(link.href);
  say('The document was downloaded.');
}

/** Why `no-cache`: the browser asks every time, and the server answers 304 when nothing changed. */
function ask(path) {
  return fetch(path, { headers: headersOf(credential), cache: 'no-cache' });
}

function headersOf({ kind, secret }) {
  return kind === 'bearer' ? { Authorization: `Bearer ${secret}` } : { 'X-Api-Key': secret };
}

function messageOf(content) {
  const first = Array.isArray(content) ? content[0] : content;
  return first?.message ?? first?.error_description ?? null;
}

function say(message, wrong = false) {
  $('status').textContent = message;
  $('status').classList.toggle('wrong', wrong);
}

function readCredential() {
  try {
    return JSON.parse(sessionStorage.getItem(STORED));
  } catch {
    return null;
  }
}
