import { words } from './words.js';

const KEY = 'haihe.language';
const listeners = new Set();
let language = localStorage.getItem(KEY) ?? (navigator.language.startsWith('zh') ? 'zh' : 'en');

export const current = () => language;

export const say = (key) => words[language][key] ?? key;

/** The name of a thing that has one in Chinese and one in English; the other one where this is missing. */
export function nameOf(names) {
  const [first, second] = language === 'zh' ? [names?.zh, names?.en] : [names?.en, names?.zh];
  return first || second || '';
}

export function onLanguage(listener) {
  listeners.add(listener);
  listener();
}

export function switchLanguage() {
  language = language === 'zh' ? 'en' : 'zh';
  localStorage.setItem(KEY, language);
  apply();
}

export function apply() {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  document.querySelectorAll('[data-i18n]').forEach((element) => { element.textContent = say(element.dataset.i18n); });
  document.querySelectorAll('[data-i18n-label]').forEach((element) => {
    element.setAttribute('aria-label', say(element.dataset.i18nLabel));
  });
  listeners.forEach((listener) => listener());
}
