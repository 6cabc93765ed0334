/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of the chaos run's desk. */
#pragma once

#include "foyer-accounts.h"
#include "foyer-outbox.h"
#include "foyer-session.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct
{
  GMainLoop *loop;
  FoyerAccounts *accounts;
  FoyerAccount *account;
  FoyerSession *session;
  FoyerOutbox *outbox; /* borrowed from the session */
  GDataInputStream *input;
  char *secret;
  gboolean is_calm;
  gboolean is_over;
  guint n_running;
  guint ticks;
} Driver;

/* A line on standard output, in one write. */
void say (const char *format, ...) G_GNUC_PRINTF (1, 2);

/* Each ends with driver_end_save (), which says how; row is nullable. */
void driver_keep_lead (Driver *driver, JsonObject *command);
void driver_keep_note (Driver *driver, JsonObject *command);
void driver_end_save (Driver *driver, gint64 number, const char *row, const GError *error);

G_END_DECLS
