import { beginRecordingInput } from "@lyceum/shared/inputs/documents";
import { Arg, Ctx, Field, FieldResolver, Float, ID, InputType, Mutation, ObjectType, Query, Resolver, Root } from "type-graphql";
import type { Context } from "../../kernel/context";
import { Validated } from "../../kernel/input";
import type { DocumentRecording } from "../../generated/prisma/client.ts";
import type { DocumentRow } from "./documents";
import { Document } from "./documents.types";
import { beginRecording, discardRecording, finishRecording, unfinishedRecordings } from "./recordings";

@ObjectType("DocumentRecording", { description: "A recording that is being made, or was never finished. Its maker's alone." })
export class DocumentRecordingNode {
  @Field(() => ID, { description: "Its id; pieces go to POST /recordings/<id>?offset=<bytes so far>." })
  id!: string;
  @Field(() => String, { description: "Its media type." })
  mediaType!: string;
  @Field(() => Date, { description: "When it was begun." })
  createdAt!: Date;
}

@Validated(beginRecordingInput)
@InputType({ description: "A recording that begins." })
export class BeginRecordingInput {
  @Field(() => ID, { description: "The course." })
  courseId!: string;
  @Field(() => ID, { nullable: true, description: "The session; absent = the course's base." })
  sessionId?: string | null;
  @Field(() => ID, { nullable: true, description: "The folder; absent = the top of the course's own documents." })
  folderId?: string | null;
  @Field(() => String, { description: "audio or video in webm, mp4 or ogg." })
  mediaType!: string;
}

@Resolver(() => DocumentRecordingNode)
export class DocumentRecordingResolver {
  @FieldResolver(() => Float, { description: "Bytes that have arrived." })
  bytes(@Root() recording: DocumentRecording): number {
    return Number(recording.bytes);
  }

  @Query(() => [DocumentRecordingNode], { description: "The viewer's own recordings in a course that were never finished." })
  unfinishedRecordings(
    @Arg("courseId", () => ID, { description: "The course." }) courseId: string,
    @Ctx() ctx: Context,
  ): Promise<DocumentRecording[]> {
    return unfinishedRecordings(ctx, courseId);
  }

  @Mutation(() => DocumentRecordingNode, { description: "Begins a recording that will become a document." })
  beginRecording(
    @Arg("input", () => BeginRecordingInput, { description: "Where and what." }) input: BeginRecordingInput,
    @Ctx() ctx: Context,
  ): Promise<DocumentRecording> {
    return beginRecording(ctx, input);
  }

  @Mutation(() => Document, { description: "Makes a document of what has arrived of a recording." })
  finishRecording(
    @Arg("id", () => ID, { description: "The recording." }) id: string,
    @Arg("title", () => String, { description: "The document's title." }) title: string,
    @Ctx() ctx: Context,
  ): Promise<DocumentRow> {
    return finishRecording(ctx, id, title);
  }

  @Mutation(() => Boolean, { description: "Throws a recording away." })
  discardRecording(@Arg("id", () => ID, { description: "The recording." }) id: string, @Ctx() ctx: Context): Promise<boolean> {
    return discardRecording(ctx, id);
  }
}
