import { useEffect } from "react";

/** Names the page in the browser's tab and history: "Glossary · Lyceum". */
export function usePageTitle(...parts: (string | null | undefined)[]): void {
  const title = [...parts.filter(Boolean), "Lyceum"].join(" · ");
  useEffect(() => {
    document.title = title;
  }, [title]);
}
