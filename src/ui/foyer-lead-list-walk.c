/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Walking along the list of leads, and keeping the row of what is open marked, whatever the list becomes. */

#include "config.h"

#include "foyer-lead-list-private.h"

/* Among so many rows, each of them costs more than all of the leads at once. */
#define MANY 100

/* The row of what is open that is marked: a lead that is being changed is marked as its draft. */
static guint
find_selected (FoyerLeadList *self)
{
  guint position;

  if (self->model == NULL || (self->selected_id == 0 && self->selected_uuid == NULL))
    return GTK_INVALID_LIST_POSITION;
  position = foyer_sidebar_model_find_local (self->model, self->selected_uuid, self->selected_id);
  if (position == GTK_INVALID_LIST_POSITION && !self->has_left)
    position = self->place;
  return position;
}

/* What was opened stands at POSITION. */
void
foyer_lead_list_take_place (FoyerLeadList *self, guint position)
{
  self->from_local = position < foyer_sidebar_model_get_n_local (self->model);
  self->place = self->from_local ? foyer_sidebar_model_find_lead (self->model, self->selected_id) : position;
  self->has_left = FALSE;
}

/* Where it was means nothing any more. */
void
foyer_lead_list_lose_place (FoyerLeadList *self)
{
  self->place = GTK_INVALID_LIST_POSITION;
  self->has_left = FALSE;
}

static void
look_for_place (FoyerLeadList *self, guint start, guint n)
{
  guint place = GTK_INVALID_LIST_POSITION;

  if (n > MANY)
    place = foyer_sidebar_model_find_lead (self->model, self->selected_id);
  for (guint i = start; n <= MANY && i < start + n && place == GTK_INVALID_LIST_POSITION; i++)
    if (foyer_sidebar_model_get_lead_id (self->model, i) == self->selected_id)
      place = i;
  if (place == GTK_INVALID_LIST_POSITION)
    return;
  self->place = place;
  self->has_left = FALSE;
}

/* The place moves along with its row. When that is taken out, it is where the next one came, until it is put back. */
void
foyer_lead_list_follow_change (FoyerLeadList *self, guint position, guint n_removed, guint n_added)
{
  if (self->model == NULL || self->selected_id == 0)
    return;
  if (self->place == GTK_INVALID_LIST_POSITION || self->has_left)
    {
      look_for_place (self, position, n_added);
      if (self->place != GTK_INVALID_LIST_POSITION && !self->has_left)
        return;
    }
  if (self->place == GTK_INVALID_LIST_POSITION || self->place < position)
    return;
  if (self->place >= position + n_removed)
    {
      self->place += n_added - n_removed;
    }
  else
    {
      /* Who is taken out at one place may have been put in at another already. */
      self->place = position;
      self->has_left = TRUE;
      look_for_place (self, 0, g_list_model_get_n_items (G_LIST_MODEL (self->model)));
    }
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

/* What is typed is often followed by Enter before its first rows are there. */
void
foyer_lead_list_open_first (FoyerLeadList *self)
{
  self->opens_first = self->is_asked;
  if (!self->is_asked && g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0)
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

  if (platform_id != self->selected_id || (platform_id == 0 && g_strcmp0 (uuid, self->selected_uuid) != 0))
    {
      self->from_local = FALSE;
      self->has_left = FALSE;
      self->place = self->model != NULL ? foyer_sidebar_model_find_lead (self->model, platform_id)
                                        : GTK_INVALID_LIST_POSITION;
    }
  g_set_str (&self->selected_uuid, uuid);
  self->selected_id = platform_id;
  foyer_lead_list_restore_selection (self);
}

/* Whoever changes a lead is at its own row, though the draft at the top is marked; unless it was opened there. */
static gboolean
is_at_place (FoyerLeadList *self)
{
  guint selected = gtk_single_selection_get_selected (self->selection);

  if (self->place == GTK_INVALID_LIST_POSITION || selected != find_selected (self))
    return FALSE;
  return !self->from_local || selected == GTK_INVALID_LIST_POSITION
         || selected >= foyer_sidebar_model_get_n_local (self->model);
}

/**
 * foyer_lead_list_step:
 * @self: the list
 * @by: 1 for the next row, -1 for the one before
 *
 * Opens the neighbour of the lead that is open, or of where it was when it left the list; without one the first row.
 */
void
foyer_lead_list_step (FoyerLeadList *self, int by)
{
  guint n_items, position;

  g_return_if_fail (FOYER_IS_LEAD_LIST (self));
  g_return_if_fail (by == 1 || by == -1);

  n_items = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  position = gtk_single_selection_get_selected (self->selection);
  if (is_at_place (self))
    position = self->place + (self->has_left && by > 0 ? 0 : (guint) by);
  else if (position == GTK_INVALID_LIST_POSITION)
    position = 0;
  else
    position += (guint) by;
  /* The row before the first is at G_MAXUINT. */
  if (position >= n_items)
    return;

  set_selected (self, position);
  foyer_lead_list_open_position (self, position, FALSE);
  gtk_list_view_scroll_to (self->list_view, position, GTK_LIST_SCROLL_NONE, NULL);
}
