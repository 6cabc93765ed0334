/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done to the filters that are kept: at once in the chips and in the dialog, and on the disk a moment later. */

#include "config.h"

#include "foyer-filter-bar-private.h"

#include "foyer-error-text.h"

#include <glib/gi18n.h>

static void
saved_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerFilterBar) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!foyer_session_save_filters_finish (FOYER_SESSION (source), result, &error)
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    foyer_error_text_present (GTK_WIDGET (self), _ ("The Filter Was Not Kept"), error);
}

static void
keep_saved (FoyerFilterBar *self, GVariant *saved)
{
  g_clear_pointer (&self->saved, g_variant_unref);
  self->saved = g_variant_ref_sink (saved);
  foyer_filter_bar_build_chips (self);
  if (self->dialog != NULL)
    foyer_filter_dialog_set_saved (self->dialog, self->saved);
  foyer_session_save_filters_async (self->session, self->saved, NULL, saved_kept_cb, g_object_ref (self));
}

/* A filter is kept under a name, gets another one, goes, or comes back. */
typedef struct
{
  FoyerFilterBar *bar;   /* owned */
  char *name;            /* owned, nullable: what was removed last comes back */
  char *new_name;        /* owned, nullable */
  FoyerLeadQuery *query; /* owned, nullable */
} Change;

static void
change_free (Change *change)
{
  g_clear_pointer (&change->query, foyer_lead_query_free);
  g_clear_object (&change->bar);
  g_free (change->name);
  g_free (change->new_name);
  g_free (change);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Change, change_free)

static GVariant *
remove_saved (FoyerFilterBar *self, const char *name)
{
  gsize position;

  if (foyer_saved_filters_find (self->saved, name, &position))
    {
      g_clear_pointer (&self->removed, g_variant_unref);
      self->removed = g_variant_get_child_value (self->saved, position);
      self->removed_at = position;
    }
  return foyer_saved_filters_remove (self->saved, name);
}

static void
apply_change (FoyerFilterBar *self, const Change *change)
{
  if (change->query != NULL)
    keep_saved (self, foyer_saved_filters_replace (self->saved, change->name, change->query));
  else if (change->new_name != NULL)
    keep_saved (self, foyer_saved_filters_rename (self->saved, change->name, change->new_name));
  else if (change->name != NULL)
    keep_saved (self, remove_saved (self, change->name));
  else if (self->removed != NULL)
    keep_saved (self, foyer_saved_filters_insert (self->saved, self->removed_at, self->removed));
}

static void
listed_for_change_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Change) change = user_data;
  FoyerFilterBar *self = change->bar;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) saved = foyer_session_list_filters_finish (FOYER_SESSION (source), result, &error);

  if (self->session != FOYER_SESSION (source))
    return;
  if (saved == NULL)
    {
      foyer_error_text_present (GTK_WIDGET (self), _ ("The Filter Was Not Kept"), error);
      return;
    }
  if (self->saved == NULL)
    self->saved = g_steal_pointer (&saved);
  apply_change (self, change);
}

/* All filters are written together: those that were never read must be read first, or they would be gone. */
void
foyer_filter_bar_change_saved (FoyerFilterBar *self,
                               const char *name,
                               const char *new_name,
                               const FoyerLeadQuery *query)
{
  g_autoptr (Change) change = NULL;

  if (self->session == NULL)
    return;
  change = g_new0 (Change, 1);
  change->bar = g_object_ref (self);
  change->name = g_strdup (name);
  change->new_name = g_strdup (new_name);
  change->query = query != NULL ? foyer_lead_query_copy (query) : NULL;
  if (self->saved != NULL)
    apply_change (self, change);
  else
    foyer_session_list_filters_async (self->session, NULL, listed_for_change_cb, g_steal_pointer (&change));
}
