/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The companies or people a party row offers, with one of them highlighted. */

#include "config.h"

#include "foyer-party-suggestions.h"

#include "foyer-left-to-right.h"
#include "foyer-text.h"

#include <glib/gi18n.h>
#include <string.h>

struct _FoyerPartySuggestions
{
  GtkPopover parent_instance;

  GPtrArray *parties; /* owned, of FoyerParty */
  char *offer;        /* owned, nullable: the label of the last row, which makes a new one */

  GtkWidget *list;   /* borrowed */
  GtkWidget *scroll; /* borrowed */
  GtkWidget *status; /* borrowed */
};

enum
{
  CHOSEN,
  NEW_WANTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FoyerPartySuggestions, foyer_party_suggestions, GTK_TYPE_POPOVER)

/**
 * foyer_party_suggestions_join_facts:
 * @facts: (array length=n_facts): what is known of a company or a person; each may be %NULL or empty
 *
 * Returns: (nullable) (transfer full): the first two of them that there are, in one line
 */
char *
foyer_party_suggestions_join_facts (const char *const *facts, guint n_facts)
{
  const char *found[2] = { NULL, NULL };
  guint n = 0;

  for (guint i = 0; i < n_facts && n < 2; i++)
    if (facts[i] != NULL && *facts[i] != '\0')
      found[n++] = facts[i];
  if (n == 2)
    /* Translators: two facts about a person or a company in one line, for example "Harbour Hotel · ann@example.com" */
    return g_strdup_printf (C_ ("party", "%1$s · %2$s"), found[0], found[1]);
  return g_strdup (found[0]);
}

/* What tells two of the same name apart. */
static char *
find_detail (FoyerParty *party)
{
  g_autofree char *email = foyer_left_to_right_isolate (foyer_party_get_email (party));
  g_autofree char *phone = foyer_left_to_right_isolate (foyer_party_get_phone (party));
  const char *facts[] = { foyer_party_is_local (party) ? C_ ("party", "New, not sent yet") : NULL,
                          foyer_party_get_company_name (party), email, phone };

  return foyer_party_suggestions_join_facts (facts, G_N_ELEMENTS (facts));
}

static GtkWidget *
make_row (FoyerParty *party, gboolean is_chosen)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *name = gtk_label_new (foyer_party_get_name (party));
  g_autofree char *detail = find_detail (party);
  g_autofree char *description = foyer_party_suggestions_describe (party);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), name);
  gtk_widget_set_hexpand (box, TRUE);
  if (detail != NULL)
    {
      GtkWidget *second = gtk_label_new (detail);

      gtk_label_set_xalign (GTK_LABEL (second), 0);
      gtk_label_set_ellipsize (GTK_LABEL (second), PANGO_ELLIPSIZE_END);
      gtk_widget_add_css_class (second, "caption");
      gtk_widget_add_css_class (second, "dimmed");
      gtk_box_append (GTK_BOX (box), second);
    }
  gtk_box_append (GTK_BOX (line), box);
  if (is_chosen)
    gtk_box_append (GTK_BOX (line), g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                                  "icon-name", "object-select-symbolic", NULL));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, description, -1);
  return row;
}

static void
row_activated_cb (FoyerPartySuggestions *self, GtkListBoxRow *row)
{
  int index = gtk_list_box_row_get_index (row);

  if (index < (int) self->parties->len)
    g_signal_emit (self, signals[CHOSEN], 0, self->parties->pdata[index]);
  else
    g_signal_emit (self, signals[NEW_WANTED], 0);
}

/* The list cannot take the focus, so nothing scrolls it by itself. */
static void
scroll_to (FoyerPartySuggestions *self, GtkWidget *row)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroll));
  graphene_rect_t bounds;

  if (gtk_widget_compute_bounds (row, self->list, &bounds))
    gtk_adjustment_clamp_page (adjustment, bounds.origin.y, bounds.origin.y + bounds.size.height);
}

static void
foyer_party_suggestions_finalize (GObject *object)
{
  g_ptr_array_unref (FOYER_PARTY_SUGGESTIONS (object)->parties);
  g_free (FOYER_PARTY_SUGGESTIONS (object)->offer);
  G_OBJECT_CLASS (foyer_party_suggestions_parent_class)->finalize (object);
}

static void
foyer_party_suggestions_class_init (FoyerPartySuggestionsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = foyer_party_suggestions_finalize;

  /**
   * FoyerPartySuggestions::chosen:
   * @party: the one that was clicked
   */
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, FOYER_TYPE_PARTY);
  /**
   * FoyerPartySuggestions::new-wanted:
   *
   * The last row was clicked, which makes a new one.
   */
  signals[NEW_WANTED] = g_signal_new ("new-wanted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 0);
}

static void
foyer_party_suggestions_init (FoyerPartySuggestions *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->parties = g_ptr_array_new_with_free_func (g_object_unref);

  self->list = gtk_list_box_new ();
  gtk_widget_set_can_focus (self->list, FALSE);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_SINGLE);
  gtk_list_box_set_activate_on_single_click (GTK_LIST_BOX (self->list), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  C_ ("party", "Suggestions"), -1);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);

  self->scroll = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scroll), 320);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scroll), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroll), self->list);

  self->status = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->status), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->status), 0);
  gtk_widget_add_css_class (self->status, "dimmed");
  gtk_widget_add_css_class (self->status, "suggestions-status");
  gtk_widget_set_visible (self->status, FALSE);

  gtk_box_append (GTK_BOX (box), self->scroll);
  gtk_box_append (GTK_BOX (box), self->status);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  gtk_popover_set_autohide (GTK_POPOVER (self), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self), GTK_POS_BOTTOM);
  gtk_widget_set_can_focus (GTK_WIDGET (self), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "menu");
  gtk_widget_add_css_class (GTK_WIDGET (self), "suggestions");
}

/**
 * foyer_party_suggestions_new:
 *
 * Returns: (transfer floating): an empty list, closed
 */
FoyerPartySuggestions *
foyer_party_suggestions_new (void)
{
  return g_object_new (FOYER_TYPE_PARTY_SUGGESTIONS, NULL);
}

/* 0: the name begins with what was typed; 1: one of its words does; 2: it is found somewhere else. */
static int
rank (FoyerParty *party, const char *typed)
{
  g_autofree char *name = foyer_text_fold (foyer_party_get_name (party));

  if (g_str_has_prefix (name, typed))
    return 0;
  for (const char *space = strchr (name, ' '); space != NULL; space = strchr (space + 1, ' '))
    if (g_str_has_prefix (space + 1, typed))
      return 1;
  return 2;
}

static int
compare_rank (gconstpointer a, gconstpointer b, gpointer typed)
{
  return rank (*(FoyerParty *const *) a, typed) - rank (*(FoyerParty *const *) b, typed);
}

/**
 * foyer_party_suggestions_set_parties:
 * @parties: (nullable) (element-type FoyerParty): what to offer; `NULL` for nothing
 * @typed: (nullable): what they were found for: names that begin with it come first
 * @chosen_id: the one that has a mark
 */
void
foyer_party_suggestions_set_parties (FoyerPartySuggestions *self,
                                     GPtrArray *parties,
                                     const char *typed,
                                     gint64 chosen_id)
{
  g_autofree char *folded = foyer_text_fold (typed);

  g_return_if_fail (FOYER_IS_PARTY_SUGGESTIONS (self));

  gtk_list_box_remove_all (GTK_LIST_BOX (self->list));
  g_ptr_array_set_size (self->parties, 0);
  for (guint i = 0; parties != NULL && i < parties->len; i++)
    g_ptr_array_add (self->parties, g_object_ref (parties->pdata[i]));
  if (*folded != '\0')
    g_ptr_array_sort_with_data (self->parties, compare_rank, folded);
  for (guint i = 0; i < self->parties->len; i++)
    {
      FoyerParty *party = self->parties->pdata[i];

      gtk_list_box_append (GTK_LIST_BOX (self->list), make_row (party, foyer_party_get_id (party) == chosen_id));
    }
  g_clear_pointer (&self->offer, g_free);
  gtk_widget_set_visible (self->scroll, self->parties->len > 0);
}

static guint
count_rows (FoyerPartySuggestions *self)
{
  return self->parties->len + (self->offer != NULL ? 1 : 0);
}

static gboolean
has_party (FoyerPartySuggestions *self, gint64 id)
{
  for (guint i = 0; i < self->parties->len; i++)
    if (foyer_party_get_id (self->parties->pdata[i]) == id)
      return TRUE;
  return FALSE;
}

/**
 * foyer_party_suggestions_add_parties:
 * @parties: (element-type FoyerParty): more to offer; those that are offered already stay as they are
 * @chosen_id: the one that has a mark
 *
 * After the others, whose places somebody may be pointing at.
 */
void
foyer_party_suggestions_add_parties (FoyerPartySuggestions *self, GPtrArray *parties, gint64 chosen_id)
{
  g_return_if_fail (FOYER_IS_PARTY_SUGGESTIONS (self));

  for (guint i = 0; i < parties->len; i++)
    {
      FoyerParty *party = parties->pdata[i];
      gint64 id = foyer_party_get_id (party);

      if (has_party (self, id))
        continue;
      gtk_list_box_insert (GTK_LIST_BOX (self->list), make_row (party, id == chosen_id), (int) self->parties->len);
      g_ptr_array_add (self->parties, g_object_ref (party));
    }
  gtk_widget_set_visible (self->scroll, count_rows (self) > 0);
}

/**
 * foyer_party_suggestions_set_offer:
 * @offer: a translated label: the last row, after all suggestions, makes a new one
 *
 * Until other parties are set.
 */
void
foyer_party_suggestions_set_offer (FoyerPartySuggestions *self, const char *offer)
{
  GtkWidget *row = NULL, *line = NULL, *label = NULL;

  g_return_if_fail (FOYER_IS_PARTY_SUGGESTIONS (self));
  g_return_if_fail (self->offer == NULL && offer != NULL);

  self->offer = g_strdup (offer);
  row = gtk_list_box_row_new ();
  line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  label = gtk_label_new (offer);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (line), g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                                "icon-name", "list-add-symbolic", NULL));
  gtk_box_append (GTK_BOX (line), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, offer, -1);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
  gtk_widget_set_visible (self->scroll, TRUE);
}

/**
 * foyer_party_suggestions_get_offer_highlighted:
 *
 * Returns: (nullable) (transfer none): the label of the row that makes a new one, when Enter takes that
 */
const char *
foyer_party_suggestions_get_offer_highlighted (FoyerPartySuggestions *self)
{
  GtkListBoxRow *row = NULL;

  g_return_val_if_fail (FOYER_IS_PARTY_SUGGESTIONS (self), NULL);

  row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));
  return row != NULL && gtk_list_box_row_get_index (row) == (int) self->parties->len ? self->offer : NULL;
}

/**
 * foyer_party_suggestions_set_status:
 * @status: (nullable): a translated sentence below the list, for example that nothing was found
 */
void
foyer_party_suggestions_set_status (FoyerPartySuggestions *self, const char *status)
{
  g_return_if_fail (FOYER_IS_PARTY_SUGGESTIONS (self));

  gtk_label_set_label (GTK_LABEL (self->status), status != NULL ? status : "");
  gtk_widget_set_visible (self->status, status != NULL);
}

guint
foyer_party_suggestions_get_n (FoyerPartySuggestions *self)
{
  g_return_val_if_fail (FOYER_IS_PARTY_SUGGESTIONS (self), 0);
  return self->parties->len;
}

FoyerParty *
foyer_party_suggestions_get_party (FoyerPartySuggestions *self, guint position)
{
  g_return_val_if_fail (FOYER_IS_PARTY_SUGGESTIONS (self), NULL);
  return position < self->parties->len ? self->parties->pdata[position] : NULL;
}

/**
 * foyer_party_suggestions_get_highlighted:
 *
 * Returns: (nullable) (transfer none): the one Enter takes
 */
FoyerParty *
foyer_party_suggestions_get_highlighted (FoyerPartySuggestions *self)
{
  GtkListBoxRow *row = NULL;

  g_return_val_if_fail (FOYER_IS_PARTY_SUGGESTIONS (self), NULL);

  row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));
  return row != NULL ? foyer_party_suggestions_get_party (self, (guint) gtk_list_box_row_get_index (row)) : NULL;
}

/**
 * foyer_party_suggestions_find_name:
 *
 * Returns: (nullable) (transfer none): the only one a person would call @name
 */
FoyerParty *
foyer_party_suggestions_find_name (FoyerPartySuggestions *self, const char *name)
{
  g_autofree char *wanted = foyer_text_fold (name);
  FoyerParty *found = NULL;

  g_return_val_if_fail (FOYER_IS_PARTY_SUGGESTIONS (self), NULL);

  for (guint i = 0; i < self->parties->len; i++)
    {
      g_autofree char *folded = foyer_text_fold (foyer_party_get_name (self->parties->pdata[i]));

      if (!g_str_equal (folded, wanted))
        continue;
      if (found != NULL)
        return NULL;
      found = self->parties->pdata[i];
    }
  return found;
}

GtkWidget *
foyer_party_suggestions_get_list (FoyerPartySuggestions *self)
{
  g_return_val_if_fail (FOYER_IS_PARTY_SUGGESTIONS (self), NULL);
  return self->list;
}

/**
 * foyer_party_suggestions_highlight:
 * @position: which one; outside the list for none
 *
 * Returns: (nullable) (transfer none): the row that is highlighted now
 */
GtkWidget *
foyer_party_suggestions_highlight (FoyerPartySuggestions *self, int position)
{
  GtkListBoxRow *row = NULL;

  g_return_val_if_fail (FOYER_IS_PARTY_SUGGESTIONS (self), NULL);

  if (position >= 0 && position < (int) count_rows (self))
    row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), position);
  gtk_list_box_select_row (GTK_LIST_BOX (self->list), row);
  if (row == NULL)
    return NULL;
  scroll_to (self, GTK_WIDGET (row));
  return GTK_WIDGET (row);
}

/**
 * foyer_party_suggestions_move:
 * @step: 1 for down, -1 for up; it goes round
 *
 * Returns: (nullable) (transfer none): the row that is highlighted now
 */
GtkWidget *
foyer_party_suggestions_move (FoyerPartySuggestions *self, int step)
{
  GtkListBoxRow *row = NULL;
  int n = 0;

  g_return_val_if_fail (FOYER_IS_PARTY_SUGGESTIONS (self), NULL);

  n = (int) count_rows (self);
  if (n == 0)
    return NULL;
  row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));
  if (row == NULL)
    return foyer_party_suggestions_highlight (self, step > 0 ? 0 : n - 1);
  return foyer_party_suggestions_highlight (self, (gtk_list_box_row_get_index (row) + step + n) % n);
}

/**
 * foyer_party_suggestions_has_beginning:
 *
 * Returns: whether the first suggestion, or a word of it, begins with @typed: then it is what is meant more often than
 * not
 */
gboolean
foyer_party_suggestions_has_beginning (FoyerPartySuggestions *self, const char *typed)
{
  g_autofree char *folded = foyer_text_fold (typed);

  g_return_val_if_fail (FOYER_IS_PARTY_SUGGESTIONS (self), FALSE);
  return self->parties->len > 0 && rank (self->parties->pdata[0], folded) < 2;
}

/**
 * foyer_party_suggestions_describe:
 *
 * Returns: (transfer full): the party in one line, as a screen reader says it
 */
char *
foyer_party_suggestions_describe (FoyerParty *party)
{
  g_autofree char *detail = find_detail (party);

  if (detail == NULL)
    return g_strdup (foyer_party_get_name (party));
  /* Translators: a person or company and what tells it apart, as a screen reader says it */
  return g_strdup_printf (C_ ("party", "%1$s, %2$s"), foyer_party_get_name (party), detail);
}
