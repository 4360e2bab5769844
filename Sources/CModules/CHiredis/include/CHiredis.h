// hiredis: one connection to a Redis server, commands as arguments with their lengths.
//
// A connection is used by one thread at a time. After any failure it is of no use any more: free it. Nothing here raises
// SIGPIPE in a thread that has called credis_block_sigpipe.
#ifndef CHIREDIS_H
#define CHIREDIS_H

#include <stddef.h>
#include <stdint.h>

typedef struct CRedisConnection CRedisConnection;
typedef struct CRedisReply CRedisReply;

typedef enum {
    CREDIS_NIL,
    CREDIS_STRING,
    CREDIS_STATUS,
    CREDIS_ERROR,
    CREDIS_INTEGER,
    CREDIS_ARRAY,
} CRedisKind;

// NULL: `error` has the reason. `port` 0: `host` is the path of a socket. Waits at most `milliseconds`.
CRedisConnection *credis_connect(const char *host, int port, int milliseconds, char *error, size_t error_size);
void credis_free(CRedisConnection *connection);
// How long each write and each read may take from now on. 0: done.
int credis_set_timeout(CRedisConnection *connection, int milliseconds);
// Takes a command for sending. 0: done.
int credis_append(CRedisConnection *connection, int count, const char *const *arguments, const size_t *lengths);
// Sends what was taken. 0: done.
int credis_flush(CRedisConnection *connection);
// Sends what was taken and waits for the next reply. NULL: see credis_error.
CRedisReply *credis_reply(CRedisConnection *connection);
// Waits for a reply that nothing asked for. NULL: none came; `failed` is then 1 where the connection is of no use any more.
CRedisReply *credis_await(CRedisConnection *connection, int milliseconds, int *failed);
// Whether an idle connection has been closed from the other side, or has something to read that nothing asked for.
int credis_is_stale(const CRedisConnection *connection);
const char *credis_error(const CRedisConnection *connection);
// Whether the last failure was that nothing came in time.
int credis_timed_out(const CRedisConnection *connection);
void credis_block_sigpipe(void);

CRedisKind credis_kind(const CRedisReply *reply);
int64_t credis_integer(const CRedisReply *reply);
// Of a string, a status or an error; valid until the outermost reply is freed.
const char *credis_bytes(const CRedisReply *reply, size_t *length);
size_t credis_count(const CRedisReply *reply);
const CRedisReply *credis_element(const CRedisReply *reply, size_t index);
// For the outermost reply only: the others go with it.
void credis_free_reply(CRedisReply *reply);

#endif
