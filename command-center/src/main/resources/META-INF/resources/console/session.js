import { say } from './language.js';

const KEY = 'haihe.session';
const dialog = document.getElementById('sign-in');
const error = document.getElementById('sign-in-error');

/** The session that is still valid, or null. It lives as long as the browser's tab. */
export function session() {
  const stored = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
  return stored && Date.parse(stored.expiresAt) > Date.now() ? stored : null;
}

export function forget() {
  sessionStorage.removeItem(KEY);
}

/** Resolves with a session: the one at hand, or the one that the person signs in to. */
export function signedIn() {
  const known = session();
  if (known) return Promise.resolve(known);
  return new Promise((resolve) => {
    const form = dialog.querySelector('form');
    form.onsubmit = async (event) => {
      event.preventDefault();
      const answer = await request(form.username.value, form.password.value);
      if (answer.token) {
        sessionStorage.setItem(KEY, JSON.stringify(answer));
        form.reset();
        error.textContent = '';
        dialog.close();
        resolve(answer);
      } else {
        error.textContent = answer.problem;
      }
    };
    dialog.oncancel = (event) => event.preventDefault();
    if (!dialog.open) dialog.showModal();
  });
}

async function request(username, password) {
  try {
    const response = await fetch('/api/v1/session', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ username, password }),
      signal: AbortSignal.timeout(10_000),
    });
    const body = await response.json();
    if (response.ok) return body;
    const slug = (body.type ?? '').split('/').pop();
    const said = say(slug);
    return { problem: said === slug ? body.detail ?? body.title : said };
  } catch {
    return { problem: say('unreachable') };
  }
}

/** GETs JSON; throws an Error with the status where the server refuses. */
export async function getJson(path) {
  const known = session();
  const response = await fetch(path, {
    headers: known ? { Authorization: `Bearer ${known.token}` } : {},
    signal: AbortSignal.timeout(15_000),
  });
  if (!response.ok) throw new Error(String(response.status));
  return response.json();
}
