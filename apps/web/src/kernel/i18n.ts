import i18next, { type BackendModule } from "i18next";
import { initReactI18next } from "react-i18next";

/** The languages that have catalogues, each named in itself. What one lacks is shown in English. */
export const languages = [
  { code: "en", name: "English", dir: "ltr" },
  { code: "fr", name: "Français", dir: "ltr" },
  { code: "ar", name: "العربية", dir: "rtl" },
] as const;

export type LanguageCode = (typeof languages)[number]["code"];

/** Namespaces that every screen needs; the others are fetched with the page that uses them. */
export const groundNamespaces = ["shell", "errors", "reasons", "ui"] as const;

const storageKey = "lyceum.language";

const catalogues: BackendModule = {
  type: "backend",
  init: () => undefined,
  read: (language, namespace, done) => {
    import(`../../../../packages/shared/locales/${language}/${namespace}.json`, { with: { type: "json" } }).then(
      (file: { default: Record<string, string> }) => done(null, file.default),
      (reason: unknown) => done(reason instanceof Error ? reason : new Error(String(reason)), null),
    );
  },
};

function known(code: string | null | undefined): LanguageCode | undefined {
  const base = code?.toLowerCase().split("-")[0];
  return languages.find((language) => language.code === base)?.code;
}

/** The language to speak: what was chosen in this browser, else the person's own, else the first browser language that we have. */
export function chooseLanguage(personal?: string | null): LanguageCode {
  const candidates = [globalThis.localStorage?.getItem(storageKey), personal, ...(globalThis.navigator?.languages ?? [])];
  return candidates.map(known).find((code) => code !== undefined) ?? "en";
}

/** Writing direction of a language code. */
export function directionOf(code: string): "ltr" | "rtl" {
  return languages.find((language) => language.code === known(code))?.dir ?? "ltr";
}

function markDocument(code: string) {
  document.documentElement.lang = code;
  document.documentElement.dir = directionOf(code);
}

/** Starts translation; resolves when the words of the frame are there. */
export async function startI18n(language: LanguageCode = chooseLanguage()): Promise<typeof i18next> {
  if (!i18next.isInitialized) {
    await i18next
      .use(catalogues)
      .use(initReactI18next)
      .init({
        lng: language,
        fallbackLng: "en",
        supportedLngs: languages.map(({ code }) => code),
        ns: [...groundNamespaces],
        defaultNS: "shell",
        interpolation: { escapeValue: false },
        returnNull: false,
        showSupportNotice: false,
      });
    i18next.on("languageChanged", markDocument);
  } else if (i18next.language !== language) {
    await i18next.changeLanguage(language);
  }
  markDocument(i18next.language);
  return i18next;
}

/** Changes the language of the screen and remembers it for this browser. */
export async function switchLanguage(code: LanguageCode): Promise<void> {
  globalThis.localStorage?.setItem(storageKey, code);
  await i18next.changeLanguage(code);
}

/** Speaks a person's own language after they have signed in, unless another was chosen in this browser. */
export async function speakTo(personal: string): Promise<void> {
  const wanted = chooseLanguage(personal);
  if (i18next.language !== wanted) await i18next.changeLanguage(wanted);
}

/** Forgets the choice of language, when somebody leaves a browser that others use too. */
export function forgetLanguage(): void {
  globalThis.localStorage?.removeItem(storageKey);
}

/** Makes the catalogues of these namespaces ready; route loaders call it while the page's code loads. */
export function loadWords(...namespaces: string[]): Promise<void> {
  return i18next.loadNamespaces(namespaces);
}
