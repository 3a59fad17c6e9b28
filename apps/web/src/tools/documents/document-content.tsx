import { Alert, Button, Stack, Text } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { lazy, Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { CourseText } from "../../kernel/course-text";
import { useFormat } from "../../kernel/format";
import { AccessReasons } from "../../ui/access-reasons";
import { PageSkeleton } from "../../ui/skeletons";
import { lookOf } from "./document-kind";
import classes from "./documents.module.css";
import { savingAddress } from "./download";
import { MediaView } from "./media-view";
import type { Reading } from "./use-reading";
import type { DocumentViewQuery } from "./viewer.generated";

export type Viewed = DocumentViewQuery["document"];

const PdfView = lazy(async () => ({ default: (await import("./pdf-view")).PdfView }));
const TEXT_SHOWN = 1_000_000;

function TextView({ url }: { url: string }) {
  const { t } = useTranslation("documents");
  const [text, setText] = useState<string | null>();
  useEffect(() => {
    const stop = new AbortController();
    fetch(url, { headers: { range: `bytes=0-${TEXT_SHOWN - 1}` }, signal: stop.signal })
      .then((answer) => (answer.ok ? answer.text() : Promise.reject(new Error(String(answer.status)))))
      .then(setText)
      .catch(() => !stop.signal.aborted && setText(null));
    return () => stop.abort();
  }, [url]);
  if (text === undefined) return <PageSkeleton />;
  if (text === null) return <Alert color="yellow">{t("noPreview")}</Alert>;
  return (
    <pre className={classes.text} tabIndex={0} dir="auto">
      {text}
    </pre>
  );
}

function Download({ document, sessionId }: { document: Viewed; sessionId: string | null }) {
  const { t } = useTranslation("documents");
  const format = useFormat();
  const state = "textState" in document ? document.textState : "NONE";
  return (
    <Stack align="flex-start">
      {(state === "ENCRYPTED" || state === "BROKEN") && <Alert color="yellow">{t(`text.${state.toLowerCase()}`)}</Alert>}
      <Text>{t("noPreview")}</Text>
      <Button component="a" href={savingAddress(document, sessionId)} download leftSection={<IconDownload size={18} aria-hidden />}>
        {t("downloadSize", { size: format.bytes(document.bytes) })}
      </Button>
    </Stack>
  );
}

interface ContentProps {
  document: Viewed;
  sessionId: string | null;
  reading: Reading;
  /** The page or second that the address asks for. */
  page: number | null;
  second: number | null;
}

/** A document in place, as its kind is read: page, PDF, picture, video, sound, text, uploaded web page; the rest to download. */
export function DocumentContent({ document, sessionId, reading, page, second }: ContentProps) {
  const { t } = useTranslation("documents");
  if (!document.access.open)
    return (
      <AccessReasons
        reasons={document.access.reasons.map((reason) => ({
          code: reason.code,
          params: Object.fromEntries(reason.params.map((param) => [param.name, param.value])),
        }))}
      />
    );
  if (document.__typename === "DocumentPage")
    return (
      <div className="lyceum-reading">
        {document.body ? <CourseText html={document.body} place="DOCUMENTS" /> : <Text c="dimmed">{t("emptyPage")}</Text>}
      </div>
    );
  if (document.__typename !== "DocumentFile" || !document.url) return null;
  const { url, contentUrl } = document;
  const left = document.reading?.position ?? 0;
  const look = lookOf(document);
  if (look === "pdf") {
    return (
      <Suspense fallback={<PageSkeleton />}>
        <PdfView key={url} url={url} title={document.title} page={page ?? Math.max(1, Math.round(left))} reading={reading} />
      </Suspense>
    );
  }
  if (look === "image") return <img src={url} alt={document.description || document.title} className={classes.picture} />;
  if (look === "video" || look === "audio")
    return (
      <MediaView
        key={url}
        url={url}
        title={document.title}
        sound={look === "audio"}
        tracks={document.tracks}
        from={second ?? left}
        reading={reading}
      />
    );
  if (look === "html" && contentUrl)
    return (
      <iframe
        src={contentUrl}
        title={document.title}
        sandbox="allow-scripts allow-forms allow-popups"
        referrerPolicy="no-referrer"
        className={classes.frame}
      />
    );
  if (look === "text") return <TextView key={url} url={url} />;
  return <Download document={document} sessionId={sessionId} />;
}
