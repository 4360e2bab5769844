import Foundation
import GRDB

/// The tables, and what an opened file must be before it is used.
enum SQLiteSchema {
    /// How long a connection waits for another program's lock.
    static let busySeconds = 5
    /// Files up to this size are checked whole at opening, in bytes; larger ones as their pages are read.
    static let checkedBytes = 16 << 20
    /// "top5" in ASCII, in the file's header.
    static let applicationID: Int32 = 0x746F_7035

    static var configuration: Configuration {
        var configuration = Configuration()
        configuration.label = "jobs"
        configuration.busyMode = .timeout(TimeInterval(busySeconds))
        configuration.prepareDatabase { db in
            // 512 kB of pages a connection: the kernel caches the file for all six of them together.
            try db.execute(
                sql: """
                    PRAGMA temp_store = MEMORY;
                    PRAGMA cache_size = -512;
                    PRAGMA journal_size_limit = 67108864;
                    PRAGMA wal_autocheckpoint = 4000;
                    """)
        }
        return configuration
    }

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 jobs") { db in try db.execute(sql: firstVersion) }
        migrator.registerMigration("2 forgotten ids") { db in try db.execute(sql: secondVersion) }
        migrator.registerMigration("3 fair turns") { db in try db.execute(sql: thirdVersion) }
        migrator.registerMigration("4 retention") { db in try db.execute(sql: fourthVersion) }
        migrator.registerMigration("5 tally") { db in try db.execute(sql: fifthVersion) }
        migrator.registerMigration("6 failed attempts") { db in try db.execute(sql: sixthVersion) }
        migrator.registerMigration("7 words") { db in try db.execute(sql: seventhVersion) }
        migrator.registerMigration("8 moves") { db in try db.execute(sql: eighthVersion) }
        migrator.registerMigration("9 delayed retries") { db in try db.execute(sql: ninthVersion) }
        return migrator
    }

    /// Makes each commit durable. GRDB sets NORMAL, which may lose the last commits with the power, as it opens a pool:
    /// this comes after that.
    static func syncEachCommit(_ pool: DatabasePool) throws {
        try pool.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA synchronous = FULL") }
    }

    /// Refuses a file that is another program's, newer or damaged, before anything in it is changed.
    static func inspect(_ db: Database, failure: StoreFailure) throws {
        let owner = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
        if owner != applicationID {
            guard owner == 0, try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM sqlite_schema") == 0 else {
                throw JobError(
                    .storeUnavailable,
                    "The database \(failure.path) belongs to another program. Choose another path for the queue.")
            }
            return
        }
        guard try !migrator.hasBeenSuperseded(db) else {
            throw JobError(
                .storeUnavailable,
                "The queue's database \(failure.path) was made by a newer version of top5. "
                    + "Use that version, or choose another path.")
        }
        let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
        let pageSize = try Int.fetchOne(db, sql: "PRAGMA page_size") ?? 0
        guard pages * pageSize <= checkedBytes else { return }
        if let finding = try String.fetchOne(db, sql: "PRAGMA quick_check(1)"), finding != "ok" {
            throw failure.damaged(finding)
        }
    }

    /// Times are milliseconds since 1970 UTC. `place` orders the waiting: the sequence at which a job last went to the
    /// back. `search` and `route_folded` are what filters compare. The partial indexes keep claiming at O(log n).
    private static let firstVersion = """
        PRAGMA application_id = \(applicationID);

        CREATE TABLE job (
            key INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
            revision INTEGER NOT NULL,
            sequence INTEGER NOT NULL UNIQUE,
            place INTEGER NOT NULL,
            queued_at INTEGER NOT NULL,
            name TEXT NOT NULL,
            route TEXT NOT NULL,
            route_folded TEXT NOT NULL,
            client TEXT NOT NULL,
            metadata BLOB NOT NULL,
            payload_bytes INTEGER NOT NULL,
            attempt INTEGER NOT NULL,
            max_attempts INTEGER NOT NULL,
            step TEXT,
            fraction REAL NOT NULL,
            cancel_requested INTEGER NOT NULL,
            created_at INTEGER NOT NULL,
            started_at INTEGER,
            finished_at INTEGER,
            lease_token INTEGER,
            lease_worker TEXT,
            lease_expires_at INTEGER,
            result BLOB,
            summary TEXT,
            failure_code TEXT,
            failure_message TEXT,
            failure_step TEXT,
            failure_retryable INTEGER,
            search TEXT NOT NULL,
            idempotency_key TEXT
        ) STRICT;
        CREATE UNIQUE INDEX job_by_idempotency_key ON job (client, idempotency_key) WHERE idempotency_key IS NOT NULL;
        CREATE INDEX job_queued ON job (place) WHERE state = 'queued';
        CREATE INDEX job_queued_by_route ON job (route, place) WHERE state = 'queued';
        CREATE INDEX job_running ON job (lease_expires_at) WHERE state = 'running';
        CREATE INDEX job_by_state ON job (state, id);

        CREATE TABLE payload (
            job_key INTEGER PRIMARY KEY REFERENCES job (key) ON DELETE CASCADE,
            bytes BLOB NOT NULL
        ) STRICT;

        CREATE TABLE counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        INSERT INTO counter VALUES ('sequence', 0), ('token', 0);

        CREATE TABLE depth (state TEXT PRIMARY KEY, jobs INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        INSERT INTO depth VALUES ('queued', 0), ('running', 0), ('succeeded', 0), ('failed', 0), ('cancelled', 0);
        CREATE TRIGGER job_added AFTER INSERT ON job BEGIN
            UPDATE depth SET jobs = jobs + 1 WHERE state = NEW.state;
        END;
        CREATE TRIGGER job_moved AFTER UPDATE OF state ON job WHEN OLD.state <> NEW.state BEGIN
            UPDATE depth SET jobs = jobs - 1 WHERE state = OLD.state;
            UPDATE depth SET jobs = jobs + 1 WHERE state = NEW.state;
        END;
        CREATE TRIGGER job_removed AFTER DELETE ON job BEGIN
            UPDATE depth SET jobs = jobs - 1 WHERE state = OLD.state;
        END;
        """

    /// Ids of jobs that were here, numbered in the order in which they went.
    private static let secondVersion = """
        CREATE TABLE forgotten (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE) STRICT;
        """

    /// `place` is a job's `FairTurn` from here on; the counter `pass` is what was served last. `depth` counts bytes too.
    /// Ids forgotten before have no place among the events. `paused` is 0 or 1.
    private static let thirdVersion = """
        ALTER TABLE job ADD COLUMN priority TEXT NOT NULL DEFAULT 'normal' CHECK (priority IN ('high', 'normal', 'low'));
        CREATE INDEX job_queued_by_client ON job (client, priority, place) WHERE state = 'queued';
        CREATE INDEX job_queued_since ON job (queued_at) WHERE state = 'queued';
        INSERT INTO counter VALUES ('pass', 0), ('paused', 0);

        ALTER TABLE forgotten ADD COLUMN sequence INTEGER;
        CREATE INDEX forgotten_by_sequence ON forgotten (sequence) WHERE sequence IS NOT NULL;

        ALTER TABLE depth ADD COLUMN bytes INTEGER NOT NULL DEFAULT 0;
        UPDATE depth SET bytes = (SELECT ifnull(sum(payload_bytes), 0) FROM job WHERE job.state = depth.state);
        DROP TRIGGER job_added;
        DROP TRIGGER job_moved;
        DROP TRIGGER job_removed;
        CREATE TRIGGER job_added AFTER INSERT ON job BEGIN
            UPDATE depth SET jobs = jobs + 1, bytes = bytes + NEW.payload_bytes WHERE state = NEW.state;
        END;
        CREATE TRIGGER job_moved AFTER UPDATE OF state ON job WHEN OLD.state <> NEW.state BEGIN
            UPDATE depth SET jobs = jobs - 1, bytes = bytes - OLD.payload_bytes WHERE state = OLD.state;
            UPDATE depth SET jobs = jobs + 1, bytes = bytes + NEW.payload_bytes WHERE state = NEW.state;
        END;
        CREATE TRIGGER job_removed AFTER DELETE ON job BEGIN
            UPDATE depth SET jobs = jobs - 1, bytes = bytes - OLD.payload_bytes WHERE state = OLD.state;
        END;
        """

    /// `has_payload` is 0 once the payload was dropped; `depth` counts the bytes of those that are there.
    /// `job_by_finish` is for the janitor and for listings; a job that has not finished counts as 0.
    private static let fourthVersion = """
        ALTER TABLE job ADD COLUMN has_payload INTEGER NOT NULL DEFAULT 1;
        CREATE INDEX job_by_finish ON job (ifnull(finished_at, 0), id);
        CREATE INDEX job_payload_by_finish ON job (finished_at) WHERE has_payload = 1 AND finished_at IS NOT NULL;
        DROP TRIGGER job_moved;
        DROP TRIGGER job_removed;
        CREATE TRIGGER job_moved AFTER UPDATE OF state ON job WHEN OLD.state <> NEW.state BEGIN
            UPDATE depth SET jobs = jobs - 1, bytes = bytes - OLD.payload_bytes * OLD.has_payload WHERE state = OLD.state;
            UPDATE depth SET jobs = jobs + 1, bytes = bytes + NEW.payload_bytes * NEW.has_payload WHERE state = NEW.state;
        END;
        CREATE TRIGGER job_removed AFTER DELETE ON job BEGIN
            UPDATE depth SET jobs = jobs - 1, bytes = bytes - OLD.payload_bytes * OLD.has_payload WHERE state = OLD.state;
        END;
        CREATE TRIGGER job_emptied AFTER UPDATE OF has_payload ON job WHEN OLD.has_payload <> NEW.has_payload BEGIN
            UPDATE depth SET bytes = bytes - NEW.payload_bytes WHERE state = NEW.state;
        END;
        """

    /// Jobs by model, client and state: what a listing's total is summed up from, whatever the number of jobs. The indexes
    /// are for its page.
    private static let fifthVersion = """
        CREATE TABLE tally (
            route_folded TEXT NOT NULL, client TEXT NOT NULL, state TEXT NOT NULL, jobs INTEGER NOT NULL,
            PRIMARY KEY (route_folded, client, state)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO tally SELECT route_folded, client, state, COUNT(*) FROM job GROUP BY route_folded, client, state;
        CREATE TRIGGER tally_added AFTER INSERT ON job BEGIN
            INSERT INTO tally VALUES (NEW.route_folded, NEW.client, NEW.state, 1) ON CONFLICT DO UPDATE SET jobs = jobs + 1;
        END;
        CREATE TRIGGER tally_moved AFTER UPDATE OF state ON job WHEN OLD.state <> NEW.state BEGIN
            UPDATE tally SET jobs = jobs - 1
                WHERE route_folded = OLD.route_folded AND client = OLD.client AND state = OLD.state;
            INSERT INTO tally VALUES (NEW.route_folded, NEW.client, NEW.state, 1) ON CONFLICT DO UPDATE SET jobs = jobs + 1;
        END;
        CREATE TRIGGER tally_removed AFTER DELETE ON job BEGIN
            UPDATE tally SET jobs = jobs - 1
                WHERE route_folded = OLD.route_folded AND client = OLD.client AND state = OLD.state;
            DELETE FROM tally
                WHERE route_folded = OLD.route_folded AND client = OLD.client AND state = OLD.state AND jobs = 0;
        END;
        CREATE INDEX job_by_client ON job (client, id);
        CREATE INDEX job_by_route ON job (route_folded, id);
        CREATE INDEX job_by_creation ON job (created_at);
        """

    /// JSON of the job's attempts that failed; NULL where none did.
    private static let sixthVersion = """
        ALTER TABLE job ADD COLUMN attempts BLOB;
        """

    /// `job_words` has every three characters that follow each other in the texts of finished jobs, by the jobs' keys;
    /// `worded` is 1 for a job that is in it. `SearchIndexer` enters them soon after they finish, many at a time, which
    /// costs a fraction of one at a time. Only the text itself can take an entry back.
    private static let seventhVersion = """
        CREATE VIRTUAL TABLE job_words USING fts5(
            search, content = '', columnsize = 0, detail = none, tokenize = 'trigram case_sensitive 1');
        ALTER TABLE job ADD COLUMN worded INTEGER NOT NULL DEFAULT 0;
        CREATE INDEX job_unworded ON job (finished_at) WHERE worded = 0;
        CREATE TRIGGER words_changed AFTER UPDATE OF search ON job WHEN OLD.worded = 1 AND OLD.search <> NEW.search BEGIN
            INSERT INTO job_words (job_words, rowid, search) VALUES ('delete', OLD.key, OLD.search);
            UPDATE job SET worded = 0 WHERE key = OLD.key;
        END;
        CREATE TRIGGER words_removed AFTER DELETE ON job WHEN OLD.worded = 1 BEGIN
            INSERT INTO job_words (job_words, rowid, search) VALUES ('delete', OLD.key, OLD.search);
        END;
        CREATE INDEX job_by_state_and_creation ON job (state, created_at);
        """

    /// Jobs that change their state are counted once for a whole transaction: see `StateMoves`.
    private static let eighthVersion = """
        DROP TRIGGER job_moved;
        DROP TRIGGER tally_moved;
        """

    /// A job with `not_before` waits outside of what claims look at, until a claim finds that its time has come.
    private static let ninthVersion = """
        ALTER TABLE job ADD COLUMN not_before INTEGER;
        DROP INDEX job_queued;
        DROP INDEX job_queued_by_route;
        CREATE INDEX job_queued ON job (place) WHERE state = 'queued' AND not_before IS NULL;
        CREATE INDEX job_queued_by_route ON job (route, place) WHERE state = 'queued' AND not_before IS NULL;
        CREATE INDEX job_delayed ON job (not_before) WHERE not_before IS NOT NULL;
        """
}
