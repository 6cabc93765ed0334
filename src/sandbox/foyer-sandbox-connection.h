/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a request is answered, and how its connection is broken instead. */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* An answer, ready to be sent. */
typedef struct
{
  guint status;
  const char *content_type;
  char *text; /* owned */
  gsize length;
  gint64 date;        /* seconds; by the platform's clock */
  gint64 retry_after; /* seconds; -1 for none */
} FoyerSandboxAnswer;

void foyer_sandbox_connection_answer (SoupServerMessage *message, FoyerSandboxAnswer *answer);
void foyer_sandbox_connection_answer_partly (SoupServerMessage *message,
                                             FoyerSandboxAnswer *answer,
                                             gboolean whole_head,
                                             gboolean reset);
void foyer_sandbox_connection_reset (SoupServerMessage *message);

G_END_DECLS
