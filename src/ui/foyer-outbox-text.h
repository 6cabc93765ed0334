/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-outbox-row.h"
#include "foyer-session.h"

G_BEGIN_DECLS

/**
 * FoyerOutboxScene:
 * @trouble: what is wrong with the account as a whole
 * @is_paused: whether nothing is sent because the key was refused
 * @now: unix seconds by this desk's clock
 *
 * What a row cannot know and its sentence depends on.
 */
typedef struct
{
  FoyerTrouble trouble;
  gboolean is_paused;
  gint64 now;
} FoyerOutboxScene;

char *foyer_outbox_text_state (FoyerOutboxRow *row, const FoyerOutboxScene *scene);
char *foyer_outbox_text_title (FoyerOutboxRow *row);
char *foyer_outbox_text_what (FoyerOutboxRow *row);
char *foyer_outbox_text_answer (FoyerOutboxRow *row, const FoyerOutboxScene *scene);
char *foyer_outbox_text_refusal (FoyerOutboxRow *row);
const char *foyer_outbox_text_mark (FoyerOutboxState state);
const char *foyer_outbox_text_icon (FoyerOutboxState state);
const char *foyer_outbox_text_style (FoyerOutboxState state);

char *foyer_outbox_text_fields (FoyerFieldSet fields);
char *foyer_outbox_text_sends (FoyerFieldSet fields, gboolean is_new);
char *foyer_outbox_text_wait (gint64 seconds);

G_END_DECLS
