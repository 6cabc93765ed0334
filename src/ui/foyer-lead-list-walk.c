/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Walking along the list of leads, and keeping the row of what is open marked, whatever the list becomes. */

#include "config.h"

#include "foyer-lead-list-private.h"

static guint
find_selected (FoyerLeadList *self)
{
  if (self->model == NULL || (self->selected_id == 0 && self->selected_uuid == NULL))
    return GTK_INVALID_LIST_POSITION;
  return foyer_sidebar_model_find (self->model, self->selected_uuid, self->selected_id);
}

static void
set_selected (FoyerLeadList *self, guint position)
{
  self->selecting = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->selecting = FALSE;
}

void
foyer_lead_list_restore_selection (FoyerLeadList *self)
{
  guint position = find_selected (self);

  if (gtk_single_selection_get_selected (self->selection) != position)
    set_selected (self, position);
}

void
foyer_lead_list_activate (FoyerLeadList *self, guint position)
{
  set_selected (self, position);
  foyer_lead_list_open_position (self, position, TRUE);
}

/* Takes the focus to the rows, so that the arrow keys walk along them. */
void
foyer_lead_list_focus (FoyerLeadList *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
}

void
foyer_lead_list_open_first (FoyerLeadList *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0)
    foyer_lead_list_activate (self, 0);
}

/**
 * foyer_lead_list_select:
 * @self: the list
 * @uuid: (nullable): the lead that is open
 * @platform_id: its id there, or 0
 *
 * Marks the row of what is open beside the list, now or once it appears. Opens nothing.
 */
void
foyer_lead_list_select (FoyerLeadList *self, const char *uuid, gint64 platform_id)
{
  g_return_if_fail (FOYER_IS_LEAD_LIST (self));

  g_set_str (&self->selected_uuid, uuid);
  self->selected_id = platform_id;
  foyer_lead_list_restore_selection (self);
}

/**
 * foyer_lead_list_step:
 * @self: the list
 * @by: 1 for the next row, -1 for the one before
 *
 * Opens the neighbour of what is selected; without a selection the first row.
 */
void
foyer_lead_list_step (FoyerLeadList *self, int by)
{
  guint n_items, position;

  g_return_if_fail (FOYER_IS_LEAD_LIST (self));

  n_items = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  position = gtk_single_selection_get_selected (self->selection);
  if (n_items == 0)
    return;
  if (position == GTK_INVALID_LIST_POSITION)
    position = 0;
  else if ((by < 0 && position == 0) || (by > 0 && position + 1 == n_items))
    return;
  else
    position += by;

  set_selected (self, position);
  foyer_lead_list_open_position (self, position, FALSE);
  gtk_list_view_scroll_to (self->list_view, position, GTK_LIST_SCROLL_NONE, NULL);
}
