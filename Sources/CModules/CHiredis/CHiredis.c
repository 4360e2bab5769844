#include "CHiredis.h"

#include <errno.h>
#include <hiredis/hiredis.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

struct CRedisConnection {
    redisContext *context;
    int timed_out;
};

static struct timeval interval(int milliseconds) {
    struct timeval time = {milliseconds / 1000, (milliseconds % 1000) * 1000};
    return time;
}

CRedisConnection *credis_connect(const char *host, int port, int milliseconds, char *error, size_t error_size) {
    redisContext *context = port == 0 ? redisConnectUnixWithTimeout(host, interval(milliseconds))
                                      : redisConnectWithTimeout(host, port, interval(milliseconds));
    if (context == NULL || context->err != 0) {
        snprintf(error, error_size, "%s", context == NULL ? "out of memory" : context->errstr);
        if (context != NULL) {
            redisFree(context);
        }
        return NULL;
    }
    if (port != 0) {
        redisEnableKeepAlive(context);
        // It may fail with an error of the connection's; the next command would only repeat it.
        context->err = 0;
    }
    CRedisConnection *connection = calloc(1, sizeof *connection);
    if (connection == NULL) {
        snprintf(error, error_size, "out of memory");
        redisFree(context);
        return NULL;
    }
    connection->context = context;
    return connection;
}

void credis_free(CRedisConnection *connection) {
    redisFree(connection->context);
    free(connection);
}

int credis_set_timeout(CRedisConnection *connection, int milliseconds) {
    return redisSetTimeout(connection->context, interval(milliseconds)) == REDIS_OK ? 0 : -1;
}

int credis_append(CRedisConnection *connection, int count, const char *const *arguments, const size_t *lengths) {
    return redisAppendCommandArgv(connection->context, count, (const char **)arguments, lengths) == REDIS_OK ? 0 : -1;
}

int credis_flush(CRedisConnection *connection) {
    int done = 0;
    while (!done) {
        if (redisBufferWrite(connection->context, &done) != REDIS_OK) {
            return -1;
        }
    }
    return 0;
}

CRedisReply *credis_reply(CRedisConnection *connection) {
    void *reply = NULL;
    errno = 0;
    if (redisGetReply(connection->context, &reply) != REDIS_OK) {
        connection->timed_out =
            connection->context->err == REDIS_ERR_IO && (errno == EAGAIN || errno == EWOULDBLOCK || errno == ETIMEDOUT);
        return NULL;
    }
    return reply;
}

CRedisReply *credis_await(CRedisConnection *connection, int milliseconds, int *failed) {
    void *reply = NULL;
    *failed = 0;
    if (redisGetReplyFromReader(connection->context, &reply) != REDIS_OK) {
        *failed = 1;
        return NULL;
    }
    if (reply != NULL) {
        return reply;
    }
    struct pollfd poll_for = {connection->context->fd, POLLIN, 0};
    int ready = poll(&poll_for, 1, milliseconds);
    if (ready == 0 || (ready < 0 && errno == EINTR)) {
        return NULL;
    }
    reply = ready < 0 ? NULL : credis_reply(connection);
    *failed = reply == NULL;
    return reply;
}

int credis_is_stale(const CRedisConnection *connection) {
    struct pollfd poll_for = {connection->context->fd, POLLIN, 0};
    return poll(&poll_for, 1, 0) != 0;
}

const char *credis_error(const CRedisConnection *connection) { return connection->context->errstr; }

int credis_timed_out(const CRedisConnection *connection) { return connection->timed_out; }

void credis_block_sigpipe(void) {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &signals, NULL);
}

CRedisKind credis_kind(const CRedisReply *reply) {
    switch (((const redisReply *)reply)->type) {
    case REDIS_REPLY_STRING:
        return CREDIS_STRING;
    case REDIS_REPLY_STATUS:
        return CREDIS_STATUS;
    case REDIS_REPLY_ERROR:
        return CREDIS_ERROR;
    case REDIS_REPLY_INTEGER:
        return CREDIS_INTEGER;
    case REDIS_REPLY_ARRAY:
        return CREDIS_ARRAY;
    default:
        return CREDIS_NIL;
    }
}

int64_t credis_integer(const CRedisReply *reply) { return ((const redisReply *)reply)->integer; }

const char *credis_bytes(const CRedisReply *reply, size_t *length) {
    *length = ((const redisReply *)reply)->len;
    return ((const redisReply *)reply)->str;
}

size_t credis_count(const CRedisReply *reply) { return ((const redisReply *)reply)->elements; }

const CRedisReply *credis_element(const CRedisReply *reply, size_t index) {
    return (const CRedisReply *)((const redisReply *)reply)->element[index];
}

void credis_free_reply(CRedisReply *reply) { freeReplyObject(reply); }
