/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-client.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define FOYER_TEST_KEY    "TESTKEY"
#define FOYER_TEST_SECRET "correct horse battery staple"

/**
 * FoyerTestBehaviour:
 *
 * What the server does once a request has come in whole.
 */
typedef enum
{
  FOYER_TEST_ANSWERS,
  FOYER_TEST_HANGS,
  FOYER_TEST_CLOSES,
  FOYER_TEST_RESETS,
  FOYER_TEST_CUTS_OFF,
  FOYER_TEST_DRIPS,
  FOYER_TEST_FLOODS,
} FoyerTestBehaviour;

/**
 * FoyerTestReply:
 * @status: 200 unless set
 * @type: `application/json` unless set, none when empty
 * @length: of @body, where that holds a NUL; else 0
 * @headers: more lines, each with its CR and LF
 * @date_offset: seconds the server's clock is ahead
 * @has_no_date: without a `Date`
 * @repeats: serves every later request too
 */
typedef struct
{
  FoyerTestBehaviour behaviour;
  guint status;
  const char *type;
  const char *body;
  gsize length;
  const char *headers;
  gint64 date_offset;
  gboolean has_no_date;
  gboolean repeats;
} FoyerTestReply;

typedef struct
{
  char *line;
  GHashTable *headers; /* names in lower case */
  GBytes *body;
  guint connection;
} FoyerTestRequest;

/* A scriptable server on loopback, in threads of its own: replies are served in the order they were given. It is
 * written on bare sockets, since it must do what no HTTP library would. */
typedef struct _FoyerTestServer FoyerTestServer;

FoyerTestServer *foyer_test_server_new (GTlsCertificate *certificate);
void foyer_test_server_free (FoyerTestServer *self);
const char *foyer_test_server_get_address (FoyerTestServer *self);
void foyer_test_server_add (FoyerTestServer *self, FoyerTestReply reply);
void foyer_test_server_add_file (FoyerTestServer *self, const char *name);
guint foyer_test_server_get_n_requests (FoyerTestServer *self);
guint foyer_test_server_get_n_connections (FoyerTestServer *self);
const FoyerTestRequest *foyer_test_server_get_request (FoyerTestServer *self, guint position);
void foyer_test_server_wait_for_request (FoyerTestServer *self, guint n_requests);

const char *foyer_test_request_get_header (const FoyerTestRequest *request, const char *name);
char *foyer_test_request_get_body (const FoyerTestRequest *request);
void foyer_test_request_assert_signed (const FoyerTestRequest *request, const char *uri);

FoyerClient *foyer_test_client_new (FoyerTestServer *server);
void foyer_test_store_result_cb (GObject *source, GAsyncResult *result, gpointer user_data);
void foyer_test_wait (GAsyncResult **result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerTestServer, foyer_test_server_free)

G_END_DECLS
