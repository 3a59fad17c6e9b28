// PostgreSQL's COPY over the connection that `pg` already has: rows as lines of text, out to a stream or in from one.
import { once } from "node:events";

/** What `pg` asks of a query that it did not make; `work` overrides what matters. */
class Copy {
  constructor(text) {
    this.text = text;
    this.done = new Promise((resolve, reject) => ((this.resolve = resolve), (this.reject = reject)));
    // Whoever awaits it hears of it; until then it is no unhandled rejection.
    this.done.catch(() => undefined);
  }
  submit(connection) {
    connection.query(this.text);
  }
  handleRowDescription() {}
  handleDataRow() {}
  handlePortalSuspended() {}
  handleEmptyQuery() {}
  handleCommandComplete() {}
  handleReadyForQuery() {
    this.resolve();
  }
  handleError(error) {
    this.reject(error);
  }
}

class CopyOut extends Copy {
  constructor(text, target, onRow) {
    super(text);
    Object.assign(this, { target, onRow, waiting: false });
  }
  handleCopyData({ chunk }, connection) {
    // The connection's buffer is used again for what comes next.
    const row = Buffer.from(chunk);
    this.onRow(row);
    if (this.target.write(row) || this.waiting) return;
    // What has been read already still comes, so this may be asked for again before it is granted.
    this.waiting = true;
    connection.stream.pause();
    this.target.once("drain", () => {
      this.waiting = false;
      connection.stream.resume();
    });
  }
  handleReadyForQuery(connection) {
    connection.stream.resume();
    super.handleReadyForQuery();
  }
}

class CopyIn extends Copy {
  constructor(text, source) {
    super(text);
    this.source = source;
  }
  handleCopyData() {}
  handleCopyInResponse(connection) {
    this.send(connection).then(
      () => connection.endCopyFrom(),
      (error) => {
        connection.sendCopyFail(error.message);
        this.reject(error);
      },
    );
  }
  async send(connection) {
    for await (const chunk of this.source) {
      connection.sendCopyFromChunk(chunk);
      if (connection.stream.writableNeedDrain) await once(connection.stream, "drain");
    }
  }
}

/** Writes what `COPY … TO STDOUT` gives to a stream, which is left open; `onRow` sees each line, its end included. */
export async function copyOut(client, text, target, onRow = () => undefined) {
  await client.query(new CopyOut(text, target, onRow)).done;
}

/** Feeds `COPY … FROM STDIN` from anything that gives buffers. */
export async function copyIn(client, text, source) {
  await client.query(new CopyIn(text, source)).done;
}
