import { Anchor } from "@mantine/core";
import { Suspense, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Outlet, ScrollRestoration, useLocation, useMatches, useNavigation } from "react-router-dom";
import { handleOf } from "../../kernel/route";
import { PageSkeleton } from "../../ui/skeletons";
import { UploadTray } from "../../ui/upload-tray";
import { ConnectionBanner } from "./connection-banner";
import { PhoneTabs } from "./phone-tabs";
import { SearchDialog } from "./search-dialog";
import classes from "./shell.module.css";
import { TopBar } from "./top-bar";

/** After going elsewhere the keyboard starts at the new page's heading, and screen readers say it. */
function useFocusOnPage(main: React.RefObject<HTMLElement | null>) {
  const { pathname } = useLocation();
  const { state } = useNavigation();
  const shown = useRef(pathname);
  useEffect(() => {
    if (state !== "idle" || shown.current === pathname) return;
    shown.current = pathname;
    const heading = main.current?.querySelector<HTMLElement>("h1");
    if (heading && !heading.hasAttribute("tabindex")) heading.tabIndex = -1;
    (heading ?? main.current)?.focus({ preventScroll: true });
  }, [pathname, state, main]);
}

/** The frame of every page: top bar, content, tabs on phones. Pages know nothing of it. */
export function Shell() {
  const { t } = useTranslation("shell");
  const main = useRef<HTMLElement>(null);
  const bare = useMatches().some((match) => handleOf(match).bare);
  const loading = useNavigation().state === "loading";
  useFocusOnPage(main);
  return (
    <>
      <Anchor href="#content" className={classes.skip}>
        {t("skip")}
      </Anchor>
      {!bare && <TopBar />}
      <ConnectionBanner />
      <div className={classes.progress} data-loading={loading || undefined} aria-hidden />
      <main id="content" ref={main} tabIndex={-1} className={bare ? classes.bare : classes.main} aria-busy={loading}>
        <Suspense fallback={<PageSkeleton />}>
          <Outlet />
        </Suspense>
      </main>
      {!bare && <PhoneTabs />}
      <UploadTray />
      <SearchDialog />
      <ScrollRestoration />
    </>
  );
}
