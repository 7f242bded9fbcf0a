import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';

export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

const STORED = 'dx-language';

/** Loads the visitor's language: the one chosen before, else the browser's, else English. */
export async function startLanguage(): Promise<void> {
  const language = readLanguage();
  const messages = await loadMessages(language);
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: { [language]: { translation: messages } },
    // Why off: React escapes every text already.
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  document.documentElement.lang = language;
}

/** Changes the language and keeps the choice for the next visit. */
export async function changeLanguage(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'translation')) {
    i18next.addResourceBundle(language, 'translation', await loadMessages(language));
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  window.localStorage.setItem(STORED, language);
}

/** The language in use. */
export function currentLanguage(): Language {
  return i18next.language === 'de' ? 'de' : 'en';
}

async function loadMessages(language: Language): Promise<object> {
  return language === 'de' ? (await import('./de')).de : (await import('./en')).en;
}

function readLanguage(): Language {
  const stored = window.localStorage.getItem(STORED);
  if (stored === 'en' || stored === 'de') return stored;
  return window.navigator.language.toLowerCase().startsWith('de') ? 'de' : 'en';
}
