import { Avatar, Group, Text } from "@mantine/core";

/** What is shown of somebody. */
export interface PersonLike {
  id: string;
  givenName: string;
  familyName: string;
  pictureUrl?: string | null;
}

/** A name as one sentence part, isolated so that its direction disturbs nothing around it. */
export function personName({ givenName, familyName }: Pick<PersonLike, "givenName" | "familyName">): string {
  return `${givenName} ${familyName}`.trim();
}

/** The letters shown where there is no picture. */
export function initials({ givenName, familyName }: PersonLike): string {
  return [givenName, familyName]
    .map((name) => [...name][0] ?? "")
    .join("")
    .toLocaleUpperCase();
}

/** A person's picture, or initials. Decorative: the name stands beside it or labels what holds it. */
export function Portrait({ person, size = 28 }: { person: PersonLike; size?: number }) {
  return (
    <Avatar src={person.pictureUrl} alt="" size={size} radius="50%" color="teal" aria-hidden>
      {initials(person)}
    </Avatar>
  );
}

/** Picture and name. `detail` is a line below, a role for instance. */
export function Person({ person, size = 28, detail }: { person: PersonLike; size?: number; detail?: string }) {
  return (
    <Group gap="xs" wrap="nowrap" miw={0}>
      <Portrait person={person} size={size} />
      <div style={{ minInlineSize: 0 }}>
        <Text component="bdi" truncate display="block">
          {personName(person)}
        </Text>
        {detail && (
          <Text size="xs" c="dimmed" truncate>
            {detail}
          </Text>
        )}
      </div>
    </Group>
  );
}
