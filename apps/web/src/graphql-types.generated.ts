import type { GraphQLCodegenDataMasking } from '@apollo/client/masking';
declare module '@apollo/client' {
  export interface TypeOverrides extends GraphQLCodegenDataMasking.TypeOverrides {}
}

export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** A moment, written in UTC as in RFC 3339: 2026-11-21T09:30:00.000Z. */
  DateTime: { input: string; output: string; }
};

/** A new account. */
export type CreateUserInput = {
  /** E-mail address, unique; counts as confirmed. */
  email?: InputMaybe<Scalars['String']['input']>;
  /** Given name, 1 to 100 characters. */
  firstName: Scalars['String']['input'];
  /** Language of the interface (en, fr, es, ar); English when absent. */
  language?: InputMaybe<Scalars['String']['input']>;
  /** Family name, at most 100 characters. */
  lastName?: InputMaybe<Scalars['String']['input']>;
  /** 3 to 100 letters, digits or any of _ . @ - ; unique without regard to case. */
  login: Scalars['String']['input'];
  /** A first password; without one the person gets a mail to choose it. */
  password?: InputMaybe<Scalars['String']['input']>;
  /** Roles on the whole campus. */
  roles?: InputMaybe<Array<PlatformRole>>;
};

/** Whom an item is for. */
export type ItemAudienceKind =
  /** Chosen groups and people. */
  | 'CHOSEN'
  /** All members. */
  | 'EVERYONE';

/** Whether learners see an item. */
export type ItemState =
  /** Being made: staff only. */
  | 'DRAFT'
  /** Taken from view; still open as a step of an open path. */
  | 'HIDDEN'
  /** Seen by those it is for. */
  | 'PUBLISHED';

/** What a person may do on the whole campus. A person without any is a learner. */
export type PlatformRole =
  /** Everything. */
  | 'ADMINISTRATOR'
  /** Makes and runs sessions. */
  | 'SESSION_MANAGER'
  /** May create courses. */
  | 'TEACHER';

/** How far a learner is with an item. */
export type ProgressState =
  /** Done, without a pass mark. */
  | 'COMPLETED'
  /** Done, and not passed. */
  | 'FAILED'
  /** Begun. */
  | 'IN_PROGRESS'
  /** Nothing yet. */
  | 'NOT_STARTED'
  /** Done, and passed. */
  | 'PASSED';

/** Where an account stands. */
export type UserState =
  /** May sign in. */
  | 'ACTIVE'
  /** Emptied at the person's wish. */
  | 'ERASED'
  /** Its end date has passed. */
  | 'EXPIRED'
  /** Closed by an administrator. */
  | 'INACTIVE'
  /** Registered and confirmed; waits for an administrator. */
  | 'PENDING_APPROVAL'
  /** Registered; the e-mail address is not confirmed yet. */
  | 'PENDING_EMAIL';
