/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sandbox and a plain HTTP client that signs by itself, for tests. */
#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

#include "foyer-sandbox-thread.h"

G_BEGIN_DECLS

/* What the dates of the sample data end with, so that they are the same on every day. */
#define PLATFORM_EPOCH 1735689600 /* 2025-01-01 */

typedef struct
{
  FoyerSandboxThread *sandbox; /* owned */
  SoupSession *session;        /* owned */
} Platform;

/* What is sent; a member that is NULL is as it should be. */
typedef struct
{
  const char *method;
  const char *target;
  const char *body;
  gssize length; /* 0: up to the NUL */
  const char *content_type;
  const char *md5;
  const char *date;      /* IVVY-Date; "" leaves it out */
  const char *http_date; /* Date */
  const char *version;
  const char *key;
  const char *secret;
  const char *authorization; /* "" leaves it out */
} PlatformRequest;

typedef struct
{
  guint status;
  char *text;                  /* owned */
  JsonObject *object;          /* owned; empty when the text is none */
  SoupMessageHeaders *headers; /* owned */
} Answer;

FoyerSandboxOptions platform_options (void);
Platform *platform_new (const FoyerSandboxOptions *options);
void platform_free (Platform *platform);
SoupMessage *platform_new_message (Platform *platform, const PlatformRequest *request);
Answer *platform_send (Platform *platform, const PlatformRequest *request);
Answer *platform_call (Platform *platform, const char *space, const char *action, const char *body);
Answer *platform_callf (Platform *platform, const char *space, const char *action, const char *format, ...)
    G_GNUC_PRINTF (4, 5);
void answer_free (Answer *answer);

void answer_assert_refusal (const Answer *answer, guint status, gint64 specific_code, const char *parameter);
gint64 answer_assert_saved (const Answer *answer);
JsonArray *answer_get_rows (const Answer *answer);
gint64 answer_get_meta (const Answer *answer, const char *name);
gint64 row_get_id (JsonObject *row, const char *name);
char *time_text (gint64 seconds);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Platform, platform_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

G_END_DECLS
