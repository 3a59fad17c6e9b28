import { useEffect, useState } from "react";
import { useShowError } from "../../kernel/errors";

interface PageInfo {
  hasNextPage: boolean;
  endCursor: string | null;
}

/** More pages of 50 than anybody prints. */
const PAGES_MAX = 40;

/** Prints the whole list, not only what has been read: fetches the pages that are missing, draws them for paper, opens the print dialog. */
export function usePrint(
  pageInfo: PageInfo,
  fetchPage: (after: string | null) => Promise<PageInfo | undefined>,
): { printing: boolean; print: () => void } {
  const showError = useShowError();
  const [printing, setPrinting] = useState(false);
  const print = async () => {
    let at: PageInfo | undefined = pageInfo;
    for (let page = 0; at?.hasNextPage && page < PAGES_MAX; page++) at = await fetchPage(at.endCursor);
    setPrinting(true);
  };
  useEffect(() => {
    if (!printing) return;
    window.print();
    setPrinting(false);
  }, [printing]);
  return { printing, print: () => void print().catch(showError) };
}
