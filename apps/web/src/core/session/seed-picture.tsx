import { Code, Text } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

/** What an authenticator needs to know. */
export interface Seed {
  secret: string;
  uri: string;
}

/** The QR code as a picture; its library is fetched when it is shown. */
function useQrCode(uri: string): string | undefined {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    let shown = true;
    void import("qrcode").then(({ toDataURL }) => toDataURL(uri, { margin: 2, width: 220 })).then((made) => shown && setAddress(made));
    return () => {
      shown = false;
    };
  }, [uri]);
  return address;
}

/** A new authenticator's seed: to scan, or to type. Its words are those of the profile. */
export function SeedPicture({ seed }: { seed: Seed }) {
  const { t } = useTranslation("profile");
  const picture = useQrCode(seed.uri);
  return (
    <>
      <Text>{t("factor.scan")}</Text>
      <div style={{ minBlockSize: 220, textAlign: "center" }}>
        {picture && (
          <img
            src={picture}
            width={220}
            height={220}
            alt={t("factor.qr")}
            style={{ borderRadius: 8, background: "white", maxInlineSize: "100%" }}
          />
        )}
      </div>
      <div>
        <Text size="sm" c="dimmed">
          {t("factor.type")}
        </Text>
        <Code block dir="ltr" style={{ whiteSpace: "normal", overflowWrap: "anywhere" }}>
          {seed.secret.replace(/(.{4})(?=.)/g, "$1 ")}
        </Code>
      </div>
    </>
  );
}
