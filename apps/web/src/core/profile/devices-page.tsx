import { type QueryRef, useApolloClient, useMutation, useReadQuery } from "@apollo/client/react";
import { Badge, Button, Card, Group, Stack, Text } from "@mantine/core";
import { IconDeviceDesktop, IconDeviceMobile } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useLoaderData } from "react-router-dom";
import { useShowError } from "../../kernel/errors";
import { useLive } from "../../kernel/live";
import { PageHeader } from "../../ui/page-header";
import { RelativeTime } from "../../ui/relative-time";
import { FormerDevices } from "./former-devices";
import {
  EndDevicesDocument,
  type EndDevicesMutationVariables,
  MyAccountChangedDocument,
  MyDevicesDocument,
  MyFormerDevicesDocument,
  type MyDevicesQuery,
  type MyDevicesQueryVariables,
} from "./profile.generated";

type Device = MyDevicesQuery["myDevices"][number];

/** Where one is signed in; the list is live. */
export function DevicesPage() {
  const { t } = useTranslation("profile");
  const { data } = useReadQuery(useLoaderData<QueryRef<MyDevicesQuery, MyDevicesQueryVariables>>());
  const client = useApolloClient();
  const refresh = () => client.refetchQueries({ include: [MyDevicesDocument, MyFormerDevicesDocument] });
  const showError = useShowError();
  const [end, { loading }] = useMutation(EndDevicesDocument);
  useLive(MyAccountChangedDocument, {
    variables: {},
    after: data.liveCursor,
    onEvent: ({ myAccountChanged }) => {
      if (myAccountChanged.reason.startsWith("accounts.device.")) void refresh();
    },
  });
  const ending = (variables: EndDevicesMutationVariables) => {
    void end({ variables }).then(refresh).catch(showError);
  };
  const others = data.myDevices.filter((device) => !device.current);
  const all = others.length > 0 && (
    <Button variant="default" loading={loading} onClick={() => ending({ others: true })}>
      {t("devices.endOthers")}
    </Button>
  );
  return (
    <>
      <PageHeader title={t("devices.title")} description={t("devices.text")} actions={all} />
      <Stack component="ul" gap="sm" p={0} m={0} style={{ listStyle: "none" }}>
        {data.myDevices.map((device) => (
          <li key={device.id}>
            <DeviceCard device={device} onEnd={() => ending({ ids: [device.id], others: false })} />
          </li>
        ))}
      </Stack>
      {others.length === 0 && (
        <Text c="dimmed" mt="md">
          {t("devices.onlyThis")}
        </Text>
      )}
      <FormerDevices />
    </>
  );
}

function DeviceCard({ device, onEnd }: { device: Device; onEnd: () => void }) {
  const { t } = useTranslation("profile");
  const { browser, system, address, current, lastSeenAt } = device;
  const name = browser ? t("devices.name", { browser, system: system ?? "?" }) : t("devices.unknown");
  const Icon = system === "iOS" || system === "Android" ? IconDeviceMobile : IconDeviceDesktop;
  return (
    <Card padding="md">
      <Group justify="space-between">
        <Group gap="sm" wrap="nowrap" flex="1 1 14rem">
          <Icon size={28} stroke={1.5} aria-hidden style={{ flex: "none" }} />
          <div>
            <Group gap="xs">
              <Text fw={550}>{name}</Text>
              {current && <Badge color="teal">{t("devices.this")}</Badge>}
            </Group>
            <Text size="sm" c="dimmed">
              {t("devices.seen")} <RelativeTime at={lastSeenAt} /> · <bdi>{address}</bdi>
            </Text>
          </div>
        </Group>
        {!current && (
          <Button variant="default" size="sm" onClick={onEnd} aria-label={t("devices.endNamed", { name })}>
            {t("devices.end")}
          </Button>
        )}
      </Group>
    </Card>
  );
}
