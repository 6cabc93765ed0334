/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bar of filters for its own files. */
#pragma once

#include "foyer-filter-bar.h"
#include "foyer-filter-dialog.h"
#include "foyer-session-filters.h"

G_BEGIN_DECLS

struct _FoyerFilterBar
{
  AdwBin parent_instance;

  /* owned */
  FoyerSession *session; /* nullable */
  FoyerLeadQuery *query;
  GVariant *saved;       /* nullable; a(sa{sv}) */
  FoyerLeadQuery *shown; /* what is remembered, without words */
  GVariant *removed;     /* nullable; (sa{sv}): the filter that was removed last */
  gsize removed_at;
  GCancellable *cancellable;
  gboolean showing;   /* the chips are being set from the query */
  gboolean is_custom; /* leads are left out, and no chip says so */

  /* children */
  GtkWidget *box;
  FoyerFilterDialog *dialog; /* weak, nullable */
};

/* foyer-filter-bar.c */
void foyer_filter_bar_build_chips (FoyerFilterBar *self);

/* foyer-filter-bar-saved.c */
void foyer_filter_bar_change_saved (FoyerFilterBar *self,
                                    const char *name,
                                    const char *new_name,
                                    const FoyerLeadQuery *query);

G_END_DECLS
