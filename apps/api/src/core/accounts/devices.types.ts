import { Field, ID, ObjectType } from "type-graphql";
import type { Device as DeviceRow } from "../../generated/prisma/client.ts";
import { browserOf } from "./user-agents";

@ObjectType({ description: "A browser in which one is signed in.", simpleResolvers: true })
export class Device {
  @Field(() => ID, { description: "Stable and opaque." })
  id!: string;
  @Field(() => String, { nullable: true, description: "The browser's name, when it is known." })
  browser!: string | null;
  @Field(() => String, { nullable: true, description: "The system's name, when it is known." })
  system!: string | null;
  @Field(() => String, { description: "The address that it signed in from." })
  address!: string;
  @Field(() => Boolean, { description: "Whether this is the one that is asking." })
  current!: boolean;
  @Field(() => Boolean, { description: "Whether it stays signed in when the browser closes." })
  remembered!: boolean;
  @Field(() => Date, { description: "When it signed in." })
  createdAt!: Date;
  @Field(() => Date, { description: "Last use, to about five minutes." })
  lastSeenAt!: Date;
  @Field(() => Date, { description: "When it ends unless it is used." })
  expiresAt!: Date;
}

/** Makes the list's row of a device. */
export function deviceOf(row: DeviceRow, currentId: string | null): Device {
  const { id, address, remembered, createdAt, lastSeenAt, expiresAt } = row;
  return { id, address, remembered, createdAt, lastSeenAt, expiresAt, current: id === currentId, ...browserOf(row.userAgent) };
}

@ObjectType({ description: "A sign-in that has ended.", simpleResolvers: true })
export class FormerDevice {
  @Field(() => ID, { description: "Stable and opaque." })
  id!: string;
  @Field(() => String, { nullable: true, description: "The browser's name, when it is known." })
  browser!: string | null;
  @Field(() => String, { nullable: true, description: "The system's name, when it is known." })
  system!: string | null;
  @Field(() => String, { description: "The address that it signed in from; its last part is cut off after 30 days." })
  address!: string;
  @Field(() => Date, { description: "When it signed in." })
  createdAt!: Date;
  @Field(() => Date, { description: "When it ended, by the person or by time." })
  endedAt!: Date;
}

/** Makes the list's row of a device that has ended. */
export function formerDeviceOf(row: DeviceRow): FormerDevice {
  const { id, address, createdAt, endedAt, expiresAt } = row;
  return { id, address, createdAt, endedAt: endedAt ?? expiresAt, ...browserOf(row.userAgent) };
}

@ObjectType({ description: "Something about one's own account has changed; ask again for what is on the screen.", simpleResolvers: true })
export class AccountChange {
  @Field(() => String, { description: "The event's name, for instance accounts.device.signedIn." })
  reason!: string;
  @Field(() => String, { description: "Give this back as `after` to miss nothing over a reconnect." })
  eventId!: string;
}
