import { useQuery } from "@apollo/client/react";
import { Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../kernel/format";
import { ListSkeleton } from "../../ui/skeletons";
import { MyFormerDevicesDocument } from "./profile.generated";

/** Sign-ins that have ended: so that one that was nobody's own is noticed. */
export function FormerDevices() {
  const { t } = useTranslation("profile");
  const format = useFormat();
  const { data, loading } = useQuery(MyFormerDevicesDocument, { fetchPolicy: "cache-and-network" });
  const rows = data?.myFormerDevices ?? [];
  return (
    <section aria-labelledby="former-devices">
      <Title order={2} size="h3" mt="xl" mb="sm" id="former-devices">
        {t("former.title")}
      </Title>
      {loading && !data && <ListSkeleton rows={3} />}
      {data && rows.length === 0 && <Text c="dimmed">{t("former.none")}</Text>}
      <Stack component="ul" gap="sm" p={0} m={0} style={{ listStyle: "none" }}>
        {rows.map(({ id, browser, system, address, createdAt, endedAt }) => (
          <li key={id}>
            <Text>{browser ? t("devices.name", { browser, system: system ?? "?" }) : t("devices.unknown")}</Text>
            <Text size="sm" c="dimmed">
              {t("former.when", { from: format.dateTime(createdAt), to: format.dateTime(endedAt) })} · <bdi>{address}</bdi>
            </Text>
          </li>
        ))}
      </Stack>
    </section>
  );
}
