/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The new leads that wait to be sent, for the list of leads: the newest first, each once, and however many there are in
 * the outbox only the last of them. All of them are on the outbox's own page. */

#include "config.h"

#include "foyer-pending-leads.h"

#include "foyer-outbox.h"

#define MOST 100

/* With a draft of it, the draft is what is shown. */
static gboolean
is_shown (gpointer item, gpointer user_data)
{
  FoyerSession *session = user_data;
  FoyerLead *lead = foyer_outbox_row_get_lead (item);

  return foyer_outbox_row_get_kind (item) == FOYER_OUTBOX_LEAD && foyer_outbox_row_is_add (item)

         && foyer_session_find_draft (session, foyer_lead_get_uuid (lead), 0) == NULL;
}

static void
drafts_changed_cb (GtkFilter *filter)
{
  gtk_filter_changed (filter, GTK_FILTER_CHANGE_DIFFERENT);
}

static void
outbox_changed_cb (GtkSliceListModel *slice)
{
  guint n = g_list_model_get_n_items (gtk_slice_list_model_get_model (slice));

  gtk_slice_list_model_set_offset (slice, n > MOST ? n - MOST : 0);
}

static int
compare_kept (gconstpointer a, gconstpointer b, gpointer user_data)
{
  gint64 first = foyer_outbox_row_get_kept ((FoyerOutboxRow *) a);
  gint64 second = foyer_outbox_row_get_kept ((FoyerOutboxRow *) b);

  return first > second ? -1 : first < second ? 1 : 0;
}

/**
 * foyer_pending_leads_new:
 * @session: whose outbox
 * @search: what the rows have to match
 *
 * Returns: (transfer full): a list of FoyerOutboxRow
 */
GListModel *
foyer_pending_leads_new (FoyerSession *session, GtkFilter *search)
{
  GListModel *outbox = G_LIST_MODEL (foyer_session_get_outbox (session));
  GtkSliceListModel *slice = gtk_slice_list_model_new (g_object_ref (outbox), 0, MOST);
  GtkFilter *shown = GTK_FILTER (gtk_custom_filter_new (is_shown, g_object_ref (session), g_object_unref));
  GtkMultiFilter *both = GTK_MULTI_FILTER (gtk_every_filter_new ());
  GtkFilterListModel *filtered;

  g_signal_connect_object (outbox, "items-changed", G_CALLBACK (outbox_changed_cb), slice, G_CONNECT_SWAPPED);
  g_signal_connect_object (foyer_session_get_drafts (session), "items-changed", G_CALLBACK (drafts_changed_cb), shown,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  outbox_changed_cb (slice);
  gtk_multi_filter_append (both, shown);
  gtk_multi_filter_append (both, g_object_ref (search));
  filtered = gtk_filter_list_model_new (G_LIST_MODEL (slice), GTK_FILTER (both));
  return G_LIST_MODEL (
      gtk_sort_list_model_new (G_LIST_MODEL (filtered), GTK_SORTER (gtk_custom_sorter_new (compare_kept, NULL, NULL))));
}
