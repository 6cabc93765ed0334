/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happens in a party row while a person types: search, suggest, choose, complain. */

#include "config.h"

#include "foyer-party-row-private.h"

#include "foyer-announce.h"
#include "foyer-error-text.h"
#include "foyer-party-dialog.h"
#include "foyer-text.h"

#include <glib/gi18n.h>

static char *
get_typed (FoyerPartyRow *self)
{
  return foyer_text_clean (gtk_editable_get_text (GTK_EDITABLE (self)), FALSE);
}

static char *
get_shown_name (FoyerPartyRow *self)
{
  if (self->party_id == 0)
    return g_strdup ("");
  return *self->party_name != '\0' ? g_strdup (self->party_name)
                                   : g_strdup_printf ("#%" G_GINT64_FORMAT, self->party_id);
}

void
foyer_party_row_show_chosen (FoyerPartyRow *self)
{
  g_autofree char *name = get_shown_name (self);

  self->setting_text = TRUE;
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self)), name) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self), name);
  gtk_editable_set_position (GTK_EDITABLE (self), -1);
  self->setting_text = FALSE;
  foyer_party_row_set_complaint (self, NULL);
}

static void
tell_highlight (FoyerPartyRow *self, GtkWidget *row)
{
  FoyerParty *party = foyer_party_suggestions_get_highlighted (self->suggestions);
  const char *offer = foyer_party_suggestions_get_offer_highlighted (self->suggestions);
  g_autofree char *description = NULL;

  if (row == NULL || (party == NULL && offer == NULL))
    {
      gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT);
      return;
    }
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT, row, -1);
  description = party != NULL ? foyer_party_suggestions_describe (party) : g_strdup (offer);
  foyer_announce (self->text, description);
}

static void
close_suggestions (FoyerPartyRow *self)
{
  self->wants_open = FALSE;
  tell_highlight (self, NULL);
  gtk_popover_popdown (GTK_POPOVER (self->suggestions));
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_STATE_EXPANDED, FALSE, -1);
}

static void
open_suggestions (FoyerPartyRow *self)
{
  if (!self->wants_open || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  gtk_widget_set_size_request (GTK_WIDGET (self->suggestions), gtk_widget_get_width (GTK_WIDGET (self)), -1);
  gtk_popover_popup (GTK_POPOVER (self->suggestions));
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_STATE_EXPANDED, TRUE, -1);
}

static const char *
nothing_found (FoyerPartyRow *self)
{
  if (self->kind == FOYER_PARTY_COMPANY)
    return _ ("No company of that name.");
  return self->company_id != 0 ? _ ("Nobody of that name at this company.") : _ ("Nobody of that name.");
}

static char *
make_offer (FoyerPartyRow *self, const char *typed)
{
  if (self->kind == FOYER_PARTY_COMPANY)
    /* Translators: %s is what a person typed */
    return g_strdup_printf (_ ("New company “%s”…"), typed);
  /* Translators: %s is what a person typed */
  return g_strdup_printf (_ ("New person “%s”…"), typed);
}

static void
announce_count (FoyerPartyRow *self, guint n)
{
  /* Translators: for a screen reader: how many companies or people are offered for what was typed */
  g_autofree char *count = g_strdup_printf (ngettext ("%u suggestion", "%u suggestions", n), n);

  foyer_announce (self->text, count);
}

static void
found_cb (FoyerPartyRow *self, GPtrArray *parties, GError *error)
{
  if (error == NULL)
    {
      foyer_party_row_offer (self, parties);
      return;
    }
  foyer_party_suggestions_set_parties (self->suggestions, NULL, NULL, 0);
  foyer_party_suggestions_set_status (self->suggestions, foyer_error_text (error));
  open_suggestions (self);
}

static void
found_more_cb (FoyerPartyRow *self, GPtrArray *parties)
{
  guint n_before = foyer_party_suggestions_get_n (self->suggestions);

  foyer_party_suggestions_add_parties (self->suggestions, parties, self->party_id);
  if (self->complaint != NULL)
    foyer_party_row_settle (self);
  else if (self->wants_open && foyer_party_suggestions_get_n (self->suggestions) > n_before)
    announce_count (self, foyer_party_suggestions_get_n (self->suggestions));
}

static void
changed_cb (FoyerPartyRow *self)
{
  g_autofree char *typed = get_typed (self);

  if (self->setting_text)
    return;
  foyer_party_row_set_complaint (self, NULL);
  self->wants_open = TRUE;
  tell_highlight (self, foyer_party_suggestions_highlight (self->suggestions, -1));
  foyer_party_search_at_pause (self->search, self->kind, typed, self->company_id);
}

static void
suggestion_chosen_cb (FoyerPartyRow *self, FoyerParty *party)
{
  foyer_party_row_choose (self, party);
}

typedef struct
{
  FoyerPartyRow *row; /* owned */
  guint n_resets;     /* of the row, when it was asked for */
} Making;

static void
making_free (Making *making)
{
  g_object_unref (making->row);
  g_free (making);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Making, making_free)

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Making) making = user_data;
  FoyerPartyRow *self = making->row;
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerParty) party = foyer_party_dialog_ask_finish (FOYER_SESSION (source), result, &error);

  /* Another account does not know what was made in this one. */
  if (foyer_party_search_get_session (self->search) != FOYER_SESSION (source))
    return;
  /* Another lead, opened meanwhile, was not meant: there it is one of the suggestions. */
  if (party != NULL && self->n_resets == making->n_resets)
    foyer_party_row_choose (self, party);
  else if (party == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    foyer_error_text_present (GTK_WIDGET (self), _ ("That Could Not Be Done"), error);
}

/* What was typed stays in the row meanwhile: whoever cancels goes on where they were. */
static void
make_new (FoyerPartyRow *self)
{
  FoyerSession *session = foyer_party_search_get_session (self->search);
  g_autofree char *typed = get_typed (self);
  g_autoptr (FoyerParty) party = foyer_party_dialog_guess (self->kind, typed);
  Making *making;

  if (session == NULL)
    return;
  close_suggestions (self);
  if (self->kind == FOYER_PARTY_PERSON && self->company_id != 0)
    foyer_party_set_company (party, self->company_id, self->company_name);
  making = g_new0 (Making, 1);
  making->row = g_object_ref (self);
  making->n_resets = self->n_resets;
  foyer_party_dialog_ask_async (GTK_WIDGET (self), session, party, made_cb, making);
}

/* Opening the list of a row that is filled offers the others, not only what is chosen. */
static void
ask_for_suggestions (FoyerPartyRow *self)
{
  g_autofree char *typed = get_typed (self);
  g_autofree char *chosen = get_shown_name (self);

  self->wants_open = TRUE;
  foyer_party_search_now (self->search, self->kind, g_str_equal (typed, chosen) ? "" : typed, self->company_id);
}

static void
arrow_clicked_cb (FoyerPartyRow *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self->suggestions)))
    {
      close_suggestions (self);
      return;
    }
  gtk_widget_grab_focus (self->text);
  ask_for_suggestions (self);
}

/* Not over what is said about the row. */
static void
entered_cb (FoyerPartyRow *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self)) == '\0' && !gtk_widget_has_css_class (GTK_WIDGET (self), "error"))
    ask_for_suggestions (self);
}

static void
left_cb (FoyerPartyRow *self)
{
  g_autofree char *typed = get_typed (self);

  close_suggestions (self);
  /* Whoever types a whole name and goes on has chosen it, even if that is found a moment later. */
  if (!foyer_party_row_settle (self))
    foyer_party_search_now (self->search, self->kind, typed, self->company_id);
}

static gboolean
key_pressed_cb (
    GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, FoyerPartyRow *self)
{
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  return foyer_party_row_press (self, keyval);
}

void
foyer_party_row_init_typing (FoyerPartyRow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_swapped (self->search, "found", G_CALLBACK (found_cb), self);
  g_signal_connect_swapped (self->search, "found-more", G_CALLBACK (found_more_cb), self);
  self->text = GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self)));
  gtk_widget_add_css_class (GTK_WIDGET (self), "party");

  self->arrow = gtk_button_new_from_icon_name ("pan-down-symbolic");
  /* Down does for the keyboard what the arrow does for the pointer: it takes no place in the tab order. */
  gtk_widget_set_valign (self->arrow, GTK_ALIGN_CENTER);
  gtk_widget_set_focusable (self->arrow, FALSE);
  gtk_widget_add_css_class (self->arrow, "flat");
  gtk_widget_add_css_class (self->arrow, "circular");
  gtk_widget_set_tooltip_text (self->arrow, C_ ("party", "Show suggestions"));
  g_signal_connect_swapped (self->arrow, "clicked", G_CALLBACK (arrow_clicked_cb), self);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self), self->arrow);

  self->suggestions = foyer_party_suggestions_new ();
  gtk_widget_set_parent (GTK_WIDGET (self->suggestions), GTK_WIDGET (self));
  g_signal_connect_swapped (self->suggestions, "chosen", G_CALLBACK (suggestion_chosen_cb), self);
  g_signal_connect_swapped (self->suggestions, "new-wanted", G_CALLBACK (make_new), self);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (self->text, keys);
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (entered_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (left_cb), self);
  gtk_widget_add_controller (self->text, focus);
  g_signal_connect (self, "changed", G_CALLBACK (changed_cb), NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_AUTOCOMPLETE,
                                  GTK_ACCESSIBLE_AUTOCOMPLETE_LIST, GTK_ACCESSIBLE_PROPERTY_HAS_POPUP, TRUE, -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_STATE_EXPANDED, FALSE, -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_RELATION_CONTROLS,
                                  foyer_party_suggestions_get_list (self->suggestions), NULL, -1);
}

/**
 * foyer_party_row_choose:
 * @party: (nullable): who; `NULL` empties the row
 *
 * What a person does by taking a suggestion.
 */
void
foyer_party_row_choose (FoyerPartyRow *self, FoyerParty *party)
{
  g_autoptr (FoyerParty) kept = party != NULL ? g_object_ref (party) : NULL;

  g_return_if_fail (FOYER_IS_PARTY_ROW (self));

  foyer_party_search_stop (self->search);
  close_suggestions (self);
  foyer_party_row_set_party_id (self, party != NULL ? foyer_party_get_id (party) : 0);
  foyer_party_row_set_party_name (self, party != NULL ? foyer_party_get_name (party) : "");
  foyer_party_row_show_chosen (self);
  foyer_party_row_emit_chosen (self, party);
}

/**
 * foyer_party_row_offer:
 * @parties: (element-type FoyerParty): what was found for what is typed
 *
 * Shows them as suggestions if the row still waits for any. One that begins with what was typed is highlighted: Enter
 * or Tab takes it.
 */
void
foyer_party_row_offer (FoyerPartyRow *self, GPtrArray *parties)
{
  g_autofree char *typed = NULL;
  g_autofree char *chosen = NULL;
  gboolean is_search = FALSE;

  g_return_if_fail (FOYER_IS_PARTY_ROW (self));

  typed = get_typed (self);
  chosen = get_shown_name (self);
  is_search = *typed != '\0' && !g_str_equal (typed, chosen);
  foyer_party_suggestions_set_parties (self->suggestions, parties, is_search ? typed : NULL, self->party_id);
  foyer_party_suggestions_set_status (self->suggestions, parties->len == 0 ? nothing_found (self) : NULL);
  if (is_search && foyer_party_search_get_session (self->search) != NULL)
    {
      g_autofree char *offer = make_offer (self, typed);

      foyer_party_suggestions_set_offer (self->suggestions, offer);
    }
  if (self->complaint != NULL)
    {
      foyer_party_row_settle (self);
      return;
    }
  if (!self->wants_open)
    return;
  if (parties->len == 0 && *typed == '\0')
    {
      close_suggestions (self);
      return;
    }
  open_suggestions (self);
  announce_count (self, parties->len);
  if (is_search && foyer_party_suggestions_has_beginning (self->suggestions, typed))
    tell_highlight (self, foyer_party_suggestions_highlight (self->suggestions, 0));
  else if (is_search && parties->len == 0)
    tell_highlight (self, foyer_party_suggestions_highlight (self->suggestions, 0));
}

/**
 * foyer_party_row_reset:
 *
 * Forgets what was typed and not chosen, and what is being made: another lead is opened.
 */
void
foyer_party_row_reset (FoyerPartyRow *self)
{
  g_return_if_fail (FOYER_IS_PARTY_ROW (self));

  self->n_resets++;
  foyer_party_search_stop (self->search);
  close_suggestions (self);
  foyer_party_row_show_chosen (self);
}

/**
 * foyer_party_row_settle:
 *
 * What was typed is taken as meant: nothing empties the row, the name of exactly one suggestion chooses it, anything
 * else is complained about.
 *
 * Returns: whether what the row shows is what is chosen
 */
gboolean
foyer_party_row_settle (FoyerPartyRow *self)
{
  g_autofree char *typed = NULL;
  g_autofree char *chosen = NULL;
  FoyerParty *party = NULL;

  g_return_val_if_fail (FOYER_IS_PARTY_ROW (self), FALSE);

  typed = get_typed (self);
  chosen = get_shown_name (self);
  if (g_str_equal (typed, chosen))
    {
      foyer_party_row_set_complaint (self, NULL);
      return TRUE;
    }
  if (*typed != '\0')
    party = foyer_party_suggestions_find_name (self->suggestions, typed);
  if (*typed == '\0' || party != NULL)
    {
      foyer_party_row_choose (self, party);
      return TRUE;
    }
  foyer_party_row_set_complaint (
      self, self->kind == FOYER_PARTY_COMPANY
                ? _ ("This company is not chosen yet. Choose one from the suggestions, or make a new one.")
                : _ ("This person is not chosen yet. Choose one from the suggestions, or make a new one."));
  return FALSE;
}

/**
 * foyer_party_row_press:
 * @keyval: a key pressed in the row's text, without modifiers
 *
 * Returns: whether the key was for the suggestions; if not, it does what it does in every text
 */
gboolean
foyer_party_row_press (FoyerPartyRow *self, guint keyval)
{
  gboolean open = FALSE;
  FoyerParty *highlighted = NULL;
  g_autofree char *chosen = NULL;

  g_return_val_if_fail (FOYER_IS_PARTY_ROW (self), FALSE);

  open = gtk_widget_get_visible (GTK_WIDGET (self->suggestions));
  highlighted = open ? foyer_party_suggestions_get_highlighted (self->suggestions) : NULL;
  switch (keyval)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      if (open)
        tell_highlight (self, foyer_party_suggestions_move (self->suggestions, 1));
      else
        ask_for_suggestions (self);
      return TRUE;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      if (open)
        tell_highlight (self, foyer_party_suggestions_move (self->suggestions, -1));
      return open;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      if (highlighted != NULL)
        foyer_party_row_choose (self, highlighted);
      else if (open && foyer_party_suggestions_get_offer_highlighted (self->suggestions) != NULL)
        make_new (self);
      else
        return FALSE;
      return TRUE;
    case GDK_KEY_Tab:
      if (highlighted != NULL)
        foyer_party_row_choose (self, highlighted);
      return FALSE;
    case GDK_KEY_Escape:
      chosen = get_shown_name (self);
      foyer_party_search_stop (self->search);
      if (open)
        close_suggestions (self);
      else if (!g_str_equal (chosen, gtk_editable_get_text (GTK_EDITABLE (self))))
        foyer_party_row_show_chosen (self);
      else
        return FALSE;
      return TRUE;
    default:
      return FALSE;
    }
}
