import { useCallback } from "react";
import { client } from "../../apollo";
import { useShowError } from "../../kernel/errors";
import { type LanguageCode, switchLanguage } from "../../kernel/i18n";
import { useViewer } from "../../kernel/session";
import { KeepMyLanguageDocument } from "./language.generated";

/** Returns what speaks another language at once, and keeps it in the profile of whoever is signed in. */
export function useChooseLanguage(): (code: LanguageCode) => void {
  const viewer = useViewer();
  const showError = useShowError();
  return useCallback(
    (code) => {
      void switchLanguage(code);
      if (viewer) client.mutate({ mutation: KeepMyLanguageDocument, variables: { language: code } }).catch(showError);
    },
    [viewer, showError],
  );
}
