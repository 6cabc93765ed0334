/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The chips over the list: my leads, all leads, and the filters a person keeps. It holds what is asked of the list, and
 * remembers that for the next time, but for the words. */

#include "config.h"

#include "foyer-filter-bar-private.h"

#include "foyer-announce.h"

#include <glib/gi18n.h>

enum
{
  PROP_IS_CUSTOM = 1,
  N_PROPS,
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FoyerFilterBar, foyer_filter_bar, ADW_TYPE_BIN)

static const FoyerLeadQuery *
chip_query (GtkWidget *chip)
{
  return g_object_get_data (G_OBJECT (chip), "query");
}

/* Mine and All filter; how leads are sorted and grouped, and what is searched for, stays as it is. */
static FoyerLeadQuery *
new_quick_query (FoyerFilterBar *self, gint64 owner_id)
{
  FoyerLeadQuery *query = foyer_lead_query_new ();

  foyer_lead_query_set_text (query, foyer_lead_query_get_text (self->query));
  foyer_lead_query_set_sort (query, foyer_lead_query_get_sort (self->query),
                             foyer_lead_query_get_ascending (self->query));
  foyer_lead_query_set_sections (query, foyer_lead_query_get_sections (self->query));
  if (owner_id != 0)
    foyer_lead_query_add_id (query, FOYER_LEAD_OWNER, owner_id);
  return query;
}

/* Whether nothing is filtered, whatever is searched for. */
static gboolean
is_all (FoyerFilterBar *self)
{
  g_autoptr (FoyerLeadQuery) all = new_quick_query (self, 0);

  return foyer_lead_query_equal (all, self->query);
}

static FoyerLeadQuery *
dup_chip_query (FoyerFilterBar *self, GtkWidget *chip)
{
  if (chip_query (chip) != NULL)
    return foyer_lead_query_copy (chip_query (chip));
  return new_quick_query (self, *(gint64 *) g_object_get_data (G_OBJECT (chip), "owner"));
}

static FoyerLeadQuery *
dup_without_words (const FoyerLeadQuery *query)
{
  FoyerLeadQuery *copy = foyer_lead_query_copy (query);

  foyer_lead_query_set_text (copy, NULL);
  return copy;
}

static void
set_is_custom (FoyerFilterBar *self, gboolean is_custom)
{
  if (self->is_custom == is_custom)
    return;
  self->is_custom = is_custom;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_CUSTOM]);
}

static void
show_query (FoyerFilterBar *self)
{
  g_autoptr (FoyerLeadQuery) filter = dup_without_words (self->query);
  gboolean is_chosen = FALSE;

  /* With nothing to choose from there is nothing to see, but the way back to all leads always is. */
  gtk_widget_set_visible (GTK_WIDGET (self),
                          gtk_widget_get_first_child (self->box) != gtk_widget_get_last_child (self->box)
                              || !is_all (self));
  self->showing = TRUE;
  for (GtkWidget *chip = gtk_widget_get_first_child (self->box); chip != NULL;
       chip = gtk_widget_get_next_sibling (chip))
    {
      g_autoptr (FoyerLeadQuery) query = dup_chip_query (self, chip);
      gboolean is_shown = foyer_lead_query_equal (query, self->query);

      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip), is_shown);
      is_chosen = is_chosen || is_shown;
    }
  self->showing = FALSE;
  set_is_custom (self, !is_chosen && !foyer_lead_query_is_unfiltered (filter));
}

static void
remembered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!foyer_session_save_shown_query_finish (FOYER_SESSION (source), result, &error))
    g_info ("How the list is shown was not remembered: %s", error->message);
}

/* Whoever only searches leaves it as it is. */
static void
remember (FoyerFilterBar *self)
{
  g_autoptr (FoyerLeadQuery) shown = dup_without_words (self->query);

  if (self->session == NULL || foyer_lead_query_equal (shown, self->shown))
    return;
  foyer_lead_query_free (self->shown);
  self->shown = g_steal_pointer (&shown);
  foyer_session_save_shown_query_async (self->session, self->shown, NULL, remembered_cb, NULL);
}

static void
take_query (FoyerFilterBar *self, const FoyerLeadQuery *query)
{
  if (!foyer_lead_query_equal (self->query, query))
    {
      foyer_lead_query_free (self->query);
      self->query = foyer_lead_query_copy (query);
      remember (self);
      g_signal_emit (self, signals[CHANGED], 0);
    }
  show_query (self);
}

/* As it was the last time, unless somebody has chosen something meanwhile. */
static void
shown_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerFilterBar) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerLeadQuery) shown = foyer_session_load_shown_query_finish (FOYER_SESSION (source), result, &error);
  g_autoptr (FoyerLeadQuery) all = foyer_lead_query_new ();

  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_info ("How the list was shown is not known: %s", error->message);
  if (shown == NULL || self->session != FOYER_SESSION (source) || !foyer_lead_query_equal (self->shown, all))
    return;
  foyer_lead_query_free (self->shown);
  self->shown = dup_without_words (shown);
  foyer_lead_query_set_text (shown, foyer_lead_query_get_text (self->query));
  take_query (self, shown);
}

static void
chip_toggled_cb (FoyerFilterBar *self, GtkWidget *chip)
{
  g_autoptr (FoyerLeadQuery) query = NULL;

  if (self->showing)
    return;
  query = dup_chip_query (self, chip);
  take_query (self, query);
}

static GtkWidget *
add_chip (FoyerFilterBar *self, const char *label)
{
  GtkWidget *chip = gtk_toggle_button_new_with_label (label);

  gtk_widget_add_css_class (chip, "chip");
  g_signal_connect_object (chip, "toggled", G_CALLBACK (chip_toggled_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->box), chip);
  return chip;
}

static void
add_quick_chip (FoyerFilterBar *self, const char *label, gint64 owner_id)
{
  g_object_set_data_full (G_OBJECT (add_chip (self, label)), "owner", g_memdup2 (&owner_id, sizeof owner_id), g_free);
}

void
foyer_filter_bar_build_chips (FoyerFilterBar *self)
{
  gint64 user_id = self->session != NULL ? foyer_account_get_user_id (foyer_session_get_account (self->session)) : 0;
  GtkWidget *chip;

  self->showing = TRUE;
  while ((chip = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), chip);
  add_quick_chip (self, C_ ("filter", "All"), 0);
  if (user_id != 0)
    add_quick_chip (self, C_ ("filter", "Mine"), user_id);
  for (gsize i = 0; self->saved != NULL && i < g_variant_n_children (self->saved); i++)
    {
      g_autoptr (GVariant) values = NULL;
      const char *name;

      g_variant_get_child (self->saved, i, "(&s@a{sv})", &name, &values);
      g_object_set_data_full (G_OBJECT (add_chip (self, name)), "query", foyer_lead_query_new_from_variant (values),
                              (GDestroyNotify) foyer_lead_query_free);
    }
  self->showing = FALSE;
  show_query (self);
}

static void
saved_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerFilterBar) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) saved = foyer_session_list_filters_finish (FOYER_SESSION (source), result, &error);

  if (self->session != FOYER_SESSION (source) || self->saved != NULL)
    return;
  if (saved == NULL)
    {
      g_debug ("The saved filters were not read: %s", error->message);
      return;
    }
  self->saved = g_steal_pointer (&saved);
  foyer_filter_bar_build_chips (self);
}

static void
dialog_changed_cb (FoyerFilterBar *self, FoyerFilterDialog *dialog)
{
  take_query (self, foyer_filter_dialog_get_query (dialog));
}

static void
dialog_save_cb (FoyerFilterBar *self, const char *name, FoyerFilterDialog *dialog)
{
  g_autofree char *text = NULL;

  if (self->session == NULL)
    return;
  foyer_filter_bar_change_saved (self, name, NULL, foyer_filter_dialog_get_query (dialog));
  /* Translators: %s is the name somebody gave a filter */
  text = g_strdup_printf (_ ("Filter “%s” kept"), name);
  foyer_announce (GTK_WIDGET (dialog), text);
}

static void
dialog_rename_cb (FoyerFilterBar *self, const char *name, const char *new_name)
{
  foyer_filter_bar_change_saved (self, name, new_name, NULL);
}

static void
dialog_remove_cb (FoyerFilterBar *self, const char *name)
{
  foyer_filter_bar_change_saved (self, name, NULL, NULL);
}

static void
dialog_restore_cb (FoyerFilterBar *self)
{
  foyer_filter_bar_change_saved (self, NULL, NULL, NULL);
}

static void
foyer_filter_bar_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_IS_CUSTOM)
    g_value_set_boolean (value, FOYER_FILTER_BAR (object)->is_custom);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

/* The window is closed: what was asked for would be shown where nothing is any more. */
static void
foyer_filter_bar_unroot (GtkWidget *widget)
{
  g_cancellable_cancel (FOYER_FILTER_BAR (widget)->cancellable);
  GTK_WIDGET_CLASS (foyer_filter_bar_parent_class)->unroot (widget);
}

static void
foyer_filter_bar_dispose (GObject *object)
{
  FoyerFilterBar *self = FOYER_FILTER_BAR (object);

  g_clear_weak_pointer (&self->dialog);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_pointer (&self->saved, g_variant_unref);
  g_clear_pointer (&self->removed, g_variant_unref);
  g_clear_pointer (&self->query, foyer_lead_query_free);
  g_clear_pointer (&self->shown, foyer_lead_query_free);

  G_OBJECT_CLASS (foyer_filter_bar_parent_class)->dispose (object);
}

static void
foyer_filter_bar_class_init (FoyerFilterBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = foyer_filter_bar_dispose;
  G_OBJECT_CLASS (klass)->get_property = foyer_filter_bar_get_property;
  GTK_WIDGET_CLASS (klass)->unroot = foyer_filter_bar_unroot;

  properties[PROP_IS_CUSTOM] = g_param_spec_boolean (
      "is-custom", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);

  signals[CHANGED] = g_signal_new ("changed", FOYER_TYPE_FILTER_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
foyer_filter_bar_init (FoyerFilterBar *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->query = foyer_lead_query_new ();
  self->shown = foyer_lead_query_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_margin_start (self->box, 12);
  gtk_widget_set_margin_end (self->box, 12);
  gtk_widget_set_margin_bottom (self->box, 6);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_EXTERNAL, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->box);
  adw_bin_set_child (ADW_BIN (self), scroller);
  /* Translators: for a screen reader: the row of buttons that choose which leads are listed */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Filters"), -1);
  foyer_filter_bar_build_chips (self);
}

/**
 * foyer_filter_bar_set_session:
 * @session: (nullable): whose filters are offered; the list is as it was shown last, a moment later
 */
void
foyer_filter_bar_set_session (FoyerFilterBar *self, FoyerSession *session)
{
  g_return_if_fail (FOYER_IS_FILTER_BAR (self));

  if (self->session == session)
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->dialog != NULL)
    adw_dialog_force_close (ADW_DIALOG (self->dialog));
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (foyer_session_get_account (self->session), self);
  g_set_object (&self->session, session);
  g_clear_pointer (&self->saved, g_variant_unref);
  g_clear_pointer (&self->removed, g_variant_unref);
  foyer_lead_query_free (self->query);
  foyer_lead_query_free (self->shown);
  self->query = foyer_lead_query_new ();
  self->shown = foyer_lead_query_new ();
  foyer_filter_bar_build_chips (self);
  g_signal_emit (self, signals[CHANGED], 0);
  if (session == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  g_signal_connect_object (foyer_session_get_account (session), "notify::user-id",
                           G_CALLBACK (foyer_filter_bar_build_chips), self, G_CONNECT_SWAPPED);
  foyer_session_list_filters_async (session, self->cancellable, saved_listed_cb, g_object_ref (self));
  foyer_session_load_shown_query_async (session, self->cancellable, shown_loaded_cb, g_object_ref (self));
}

/**
 * foyer_filter_bar_get_query:
 *
 * Returns: (transfer none): what the list is asked for
 */
const FoyerLeadQuery *
foyer_filter_bar_get_query (FoyerFilterBar *self)
{
  g_return_val_if_fail (FOYER_IS_FILTER_BAR (self), NULL);

  return self->query;
}

/**
 * foyer_filter_bar_get_is_custom:
 *
 * Returns: whether leads are left out by a filter that no chip stands for
 */
gboolean
foyer_filter_bar_get_is_custom (FoyerFilterBar *self)
{
  g_return_val_if_fail (FOYER_IS_FILTER_BAR (self), FALSE);

  return self->is_custom;
}

/**
 * foyer_filter_bar_set_text:
 * @text: what is searched for; empty for nothing
 */
void
foyer_filter_bar_set_text (FoyerFilterBar *self, const char *text)
{
  g_autoptr (FoyerLeadQuery) query = NULL;

  g_return_if_fail (FOYER_IS_FILTER_BAR (self));

  query = foyer_lead_query_copy (self->query);
  foyer_lead_query_set_text (query, *text != '\0' ? text : NULL);
  take_query (self, query);
}

/**
 * foyer_filter_bar_show_all:
 *
 * No filter and no search any more.
 */
void
foyer_filter_bar_show_all (FoyerFilterBar *self)
{
  g_autoptr (FoyerLeadQuery) query = NULL;

  g_return_if_fail (FOYER_IS_FILTER_BAR (self));

  query = new_quick_query (self, 0);
  foyer_lead_query_set_text (query, NULL);
  take_query (self, query);
}

/**
 * foyer_filter_bar_present_dialog:
 *
 * Everything that leads can be sorted, grouped and filtered by.
 */
void
foyer_filter_bar_present_dialog (FoyerFilterBar *self)
{
  g_return_if_fail (FOYER_IS_FILTER_BAR (self));

  if (self->session == NULL || self->dialog != NULL)
    return;
  g_set_weak_pointer (&self->dialog,
                      foyer_filter_dialog_new (foyer_session_get_picklists (self->session), self->query));
  foyer_filter_dialog_set_saved (self->dialog, self->saved);
  g_signal_connect_object (self->dialog, "changed", G_CALLBACK (dialog_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->dialog, "save", G_CALLBACK (dialog_save_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->dialog, "rename", G_CALLBACK (dialog_rename_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->dialog, "restore", G_CALLBACK (dialog_restore_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->dialog, "remove", G_CALLBACK (dialog_remove_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (self->dialog), GTK_WIDGET (self));
}
