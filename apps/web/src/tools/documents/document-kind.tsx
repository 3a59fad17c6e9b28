import {
  type Icon,
  IconFile,
  IconFileText,
  IconFileTypePdf,
  IconFileWord,
  IconFileZip,
  IconFolderFilled,
  IconMusic,
  IconNotes,
  IconPhoto,
  IconPresentation,
  IconTable,
  IconVideo,
  IconWorldWww,
} from "@tabler/icons-react";
import { createElement } from "react";
import classes from "./documents.module.css";

/** How a document is shown in place. */
export type Look = "folder" | "page" | "pdf" | "image" | "video" | "audio" | "html" | "text" | "office" | "archive" | "other";

interface Typed {
  __typename: string;
  mediaType: string;
  name: string;
}

const office = /officedocument|opendocument|msword|vnd\.ms-|rtf$/;
const code = /\.(?:[cm]?[jt]sx?|py|java|c|cpp|h|cs|go|rs|rb|sql|sh|css|json|ya?ml|toml|xml|md|csv|tsv|vtt|srt|log|ini|tex|txt)$/i;

/** Decides by content first, as the server found it, then by name. */
export function lookOf({ __typename, mediaType, name }: Typed): Look {
  if (__typename === "DocumentFolder") return "folder";
  if (__typename === "DocumentPage") return "page";
  if (mediaType === "application/pdf") return "pdf";
  if (/^(?:text\/html|application\/xhtml\+xml)$/.test(mediaType)) return "html";
  if (mediaType.startsWith("image/")) return "image";
  if (mediaType.startsWith("video/")) return "video";
  if (mediaType.startsWith("audio/")) return "audio";
  if (office.test(mediaType) || /\.(?:docx?|pptx?|xlsx?|od[tps])$/i.test(name)) return "office";
  if (/zip|gzip|x-7z|x-tar|rar/.test(mediaType)) return "archive";
  if (mediaType.startsWith("text/") || /json|xml|javascript/.test(mediaType) || code.test(name)) return "text";
  return "other";
}

const icons: Record<Look, Icon> = {
  folder: IconFolderFilled,
  page: IconNotes,
  pdf: IconFileTypePdf,
  image: IconPhoto,
  video: IconVideo,
  audio: IconMusic,
  html: IconWorldWww,
  text: IconFileText,
  office: IconFileWord,
  archive: IconFileZip,
  other: IconFile,
};

function iconOf(look: Look, name: string): Icon {
  if (look !== "office") return icons[look];
  if (/\.(?:xlsx?|ods|csv)$/i.test(name)) return IconTable;
  return /\.(?:pptx?|odp)$/i.test(name) ? IconPresentation : IconFileWord;
}

/** The picture of a document's kind; words beside it say the same. */
export function DocumentIcon({ document, size = 22 }: { document: Typed; size?: number }) {
  const look = lookOf(document);
  return (
    <span className={classes.icon} data-look={look} aria-hidden>
      {createElement(iconOf(look, document.name), { size, stroke: 1.7 })}
    </span>
  );
}
