/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-outbox-store.h"
#include "foyer-verdict.h"

G_BEGIN_DECLS

/**
 * FoyerOutboxMove:
 * @change: the row's last change, when it may not have changed since; 0: whatever it was
 * @due: where the machine says to wait: until when, unix seconds
 * @ends_attempt: whether the last attempt is over, with @verdict and @reason
 * @settles_attempts: whether it is known of all attempts what became of them
 * @answer: (nullable): the last answer from now on; its words are owned
 * @platform_id: the id on the platform of the lead, company, person or note, or 0
 * @adopts: whether that id may not be another row's, and @platform_id is refused with `FOYER_ERROR_CONFLICT` if it is
 * @believed_after: from when "it is not there" can be believed, by the platform's clock
 * @looked: when a look for it was answered, by the platform's clock; 0: it was not
 * @lead: (nullable): what the row says from now on
 * @base: (nullable): what it is made on from now on
 * @found: (nullable): leads on the platform for a person to see
 *
 * What happened to a row. Where the machine keeps the id, the rows that follow it are told, and history is written.
 */
typedef struct
{
  char *uuid;
  FoyerOutboxEvent event;
  gint64 change;
  gint64 due;
  gboolean ends_attempt;
  gboolean settles_attempts;
  FoyerVerdict verdict;
  char *reason;
  FoyerOutboxAnswer *answer;
  gint64 platform_id;
  gboolean adopts;
  gint64 believed_after;
  gint64 looked;
  FoyerLead *lead;
  FoyerLead *base;
  GPtrArray *found;
} FoyerOutboxMove;

FoyerOutboxMove *foyer_outbox_move_new (const char *uuid, FoyerOutboxEvent event);
void foyer_outbox_move_set_answer (FoyerOutboxMove *self, const FoyerOutboxAnswer *answer);
void foyer_outbox_move_free (FoyerOutboxMove *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerOutboxMove, foyer_outbox_move_free)

/* Takes the move. */
void foyer_outbox_store_move_async (FoyerPreciousFile *file,
                                    FoyerOutboxMove *move,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
GPtrArray *foyer_outbox_store_move_finish (FoyerPreciousFile *file, GAsyncResult *result, GError **error);

/* The row is being sent, and its attempt is on the disk: now the first byte may leave. Takes the move, whose event is
 * FOYER_OUTBOX_BEGIN. */
void foyer_outbox_store_begin_async (FoyerPreciousFile *file,
                                     FoyerOutboxMove *move,
                                     GBytes *body,
                                     gint64 signed_at,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
GPtrArray *foyer_outbox_store_begin_finish (FoyerPreciousFile *file, GAsyncResult *result, GError **error);

/* Whoever takes the delivery lock: what was being sent is uncertain. lifetime: see FoyerAccount. */
void foyer_outbox_store_recover_async (FoyerPreciousFile *file,
                                       guint lifetime,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
GPtrArray *foyer_outbox_store_recover_finish (FoyerPreciousFile *file, GAsyncResult *result, GError **error);

/* An update in conflict, decided by a person: what is given up takes the platform's value, the rest is sent. */
void foyer_outbox_store_resolve_async (FoyerPreciousFile *file,
                                       const char *uuid,
                                       FoyerFieldSet take_theirs,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
GPtrArray *foyer_outbox_store_resolve_finish (FoyerPreciousFile *file, GAsyncResult *result, GError **error);

G_END_DECLS
