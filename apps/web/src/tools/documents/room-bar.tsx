import { useQuery } from "@apollo/client/react";
import { Popover, Progress, Stack, Table, Text, UnstyledButton } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../kernel/format";
import { DocumentRoomDocument } from "./documents.generated";
import classes from "./documents.module.css";

/** How full the space is; opened, what takes the room. For those who write in it. */
export function RoomBar({ spaceId, sessionId }: { spaceId: string; sessionId: string | null }) {
  const { t } = useTranslation("documents");
  const format = useFormat();
  const { data } = useQuery(DocumentRoomDocument, { variables: { spaceId, sessionId }, fetchPolicy: "cache-and-network" });
  const room = data?.documentStorage;
  if (!room) return null;
  const share = room.limit > 0 ? Math.min(1, (room.used + room.reserved) / room.limit) : 1;
  const said = t("room.said", { used: format.bytes(room.used), limit: format.bytes(room.limit) });
  const parts = [
    ["current", room.current],
    ["older", room.older],
    ["trash", room.trash],
    ["reserved", room.reserved],
  ] as const;
  return (
    <Popover position="top-start" width={320} shadow="md" trapFocus>
      <Popover.Target>
        <UnstyledButton w="16rem" maw="100%" py={6} className={classes.noprint}>
          <Progress value={share * 100} size="sm" color={share > 0.9 ? "red" : "teal"} aria-label={said} />
          <Text size="xs" c="dimmed" mt={4} className="lyceum-figures">
            {said}
          </Text>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          <Table fz="sm">
            <Table.Tbody>
              {parts.map(([key, bytes]) => (
                <Table.Tr key={key}>
                  <Table.Th>{t(`room.${key}`)}</Table.Th>
                  <Table.Td ta="end">{format.bytes(bytes)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
          <Text size="sm" fw={550}>
            {t("room.largest")}
          </Text>
          <Table fz="sm">
            <Table.Tbody>
              {room.largest.map((one) => (
                <Table.Tr key={one.id}>
                  <Table.Td>
                    <bdi>{one.title}</bdi> {one.trashed && t("room.inTrash")}
                  </Table.Td>
                  <Table.Td ta="end">{format.bytes(one.bytes)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
