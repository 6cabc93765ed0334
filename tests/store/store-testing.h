/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of the store share. */
#pragma once

#include <gio/gio.h>

#include "foyer-draft-store.h"
#include "foyer-draft.h"
#include "foyer-error.h"
#include "foyer-mirror-file.h"
#include "foyer-precious-file.h"

typedef struct
{
  char *data_dir;
  char *cache_dir;
  char *uuid;
} Desk;

void desk_set_up (Desk *desk);
void desk_clear (Desk *desk);
char *desk_path (Desk *desk, const char *base, const char *name);

/* A slot for the answer of a call, and the wait for it. */
void got_answer_cb (GObject *source, GAsyncResult *result, gpointer slot);
GAsyncResult *await_answer (GAsyncResult **slot);
#define AWAIT(call, ...)                                                                                               \
  ({                                                                                                                   \
    GAsyncResult *slot_ = NULL;                                                                                        \
    call (__VA_ARGS__, NULL, got_answer_cb, &slot_);                                                                   \
    await_answer (&slot_);                                                                                             \
  })

FoyerPreciousFile *open_precious (Desk *desk, char **set_aside);
void close_precious (FoyerPreciousFile *file);
FoyerMirrorFile *open_mirror (Desk *desk);
void close_mirror (FoyerMirrorFile *mirror);

FoyerDraft *new_draft (const char *name, gint64 updated);
gboolean keep_draft (FoyerPreciousFile *file, FoyerDraft *draft, GError **error);
GPtrArray *list_drafts (FoyerPreciousFile *file);
const char *draft_name (FoyerDraft *draft);

/* This program once more, as another process. */
GSubprocess *spawn_self (const char *role, const char *argument, const char *second);
