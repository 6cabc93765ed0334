/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keys: one table that both sets them and explains them. */

#include "config.h"

#include "foyer-shortcuts.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  const char *action;  /* nullable: a key that is not an accelerator of the application */
  const char *keys[3]; /* those of the keypad are not explained */
  const char *title;
} Shortcut;

static const Shortcut entry_shortcuts[] = {
  { "win.new-lead", { "<Control>n" }, N_ ("New lead") },
  /* Translators: what a keyboard shortcut does */
  { "win.save", { "<Control>s" }, N_ ("Save") },
  { "win.save-and-new", { "<Control>Return", "<Control>KP_Enter" }, N_ ("Save and start the next lead") },
  { NULL, { "<Control>z" }, N_ ("Undo the newest save") },
  { NULL, { "Escape" }, N_ ("Leave the lead, keeping what was typed") },
  /* Translators: what a key does in an entry for a company or a person: shows those that are offered */
  { NULL, { "Down" }, N_ ("Show suggestions") },
  { NULL, { "Delete", "BackSpace" }, N_ ("Choose nothing in a list of choices") },
};

static const Shortcut list_shortcuts[] = {
  { "win.search", { "<Control>f" }, N_ ("Search leads") },
  { "win.filter", { "<Control><Shift>f" }, N_ ("Sort and filter leads") },
  { "win.previous-lead", { "<Alt>Up" }, N_ ("Previous lead") },
  { "win.next-lead", { "<Alt>Down" }, N_ ("Next lead") },
  { "win.save-and-next",
    { "<Control><Shift>Return", "<Control><Shift>KP_Enter" },
    N_ ("Save and open the next lead of the list") },
  { "win.pipeline", { "<Control><Shift>p" }, N_ ("Pipeline") },
  { NULL, { "<Shift>F10" }, N_ ("Move a lead of the pipeline to another stage") },
  { "win.outbox", { "<Control>o" }, N_ ("Outbox") },
  { NULL, { "Delete" }, N_ ("Discard a change in the outbox") },
  { "win.refresh", { "<Control>r", "F5" }, N_ ("Refresh") },
};

static const Shortcut general_shortcuts[] = {
  { NULL, { "F10" }, N_ ("Main Menu") },
  { "app.preferences", { "<Control>comma" }, N_ ("Preferences") },
  /* Translators: what a keyboard shortcut does: shows all of them */
  { "app.shortcuts", { "<Control>question" }, N_ ("Keyboard shortcuts") },
  { "window.close", { "<Control>w" }, N_ ("Close the window") },
  /* Translators: what a keyboard shortcut does */
  { "app.quit", { "<Control>q" }, N_ ("Quit") },
};

static const struct
{
  const char *title;
  const Shortcut *shortcuts;
  guint n_shortcuts;
} groups[] = {
  { NC_ ("shortcuts", "Entering Leads"), entry_shortcuts, G_N_ELEMENTS (entry_shortcuts) },
  { NC_ ("shortcuts", "List"), list_shortcuts, G_N_ELEMENTS (list_shortcuts) },
  { NC_ ("shortcuts", "General"), general_shortcuts, G_N_ELEMENTS (general_shortcuts) },
};

/**
 * foyer_shortcuts_install:
 * @application: the application
 *
 * Sets the keys of all actions.
 */
void
foyer_shortcuts_install (GtkApplication *application)
{
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    for (guint j = 0; j < groups[i].n_shortcuts; j++)
      if (groups[i].shortcuts[j].action != NULL)
        gtk_application_set_accels_for_action (application, groups[i].shortcuts[j].action, groups[i].shortcuts[j].keys);
}

/* As the widgets that explain it want it: one after the other. */
static char *
describe_keys (const Shortcut *shortcut)
{
  GString *keys = g_string_new (shortcut->keys[0]);

  for (guint i = 1; i < G_N_ELEMENTS (shortcut->keys) && shortcut->keys[i] != NULL; i++)
    if (strstr (shortcut->keys[i], "KP_") == NULL)
      g_string_append_printf (keys, " %s", shortcut->keys[i]);
  return g_string_free_and_steal (keys);
}

#if ADW_CHECK_VERSION(1, 8, 0)

G_GNUC_BEGIN_IGNORE_DEPRECATIONS /* newer than the oldest libadwaita we promise to work with */

    void
    foyer_shortcuts_present (GtkWindow *parent)
{
  AdwDialog *dialog = adw_shortcuts_dialog_new ();

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      AdwShortcutsSection *section = adw_shortcuts_section_new (g_dpgettext2 (NULL, "shortcuts", groups[i].title));

      for (guint j = 0; j < groups[i].n_shortcuts; j++)
        {
          g_autofree char *keys = describe_keys (&groups[i].shortcuts[j]);

          adw_shortcuts_section_add (section, adw_shortcuts_item_new (_ (groups[i].shortcuts[j].title), keys));
        }
      adw_shortcuts_dialog_add (ADW_SHORTCUTS_DIALOG (dialog), section);
    }
  adw_dialog_present (dialog, GTK_WIDGET (parent));
}

G_GNUC_END_IGNORE_DEPRECATIONS

#else

G_GNUC_BEGIN_IGNORE_DEPRECATIONS /* libadwaita 1.7 has nothing that would take its place */

    /**
     * foyer_shortcuts_present:
     * @parent: the window it belongs to
     *
     * Explains the keys.
     */
    void
    foyer_shortcuts_present (GtkWindow *parent)
{
  GtkShortcutsSection *section = g_object_new (GTK_TYPE_SHORTCUTS_SECTION, "section-name", "shortcuts", "max-height",
                                               19, NULL);
  GtkShortcutsWindow *window = g_object_new (GTK_TYPE_SHORTCUTS_WINDOW, "modal", TRUE, "transient-for", parent, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      GtkShortcutsGroup *group = g_object_new (GTK_TYPE_SHORTCUTS_GROUP, "title",
                                               g_dpgettext2 (NULL, "shortcuts", groups[i].title), NULL);

      for (guint j = 0; j < groups[i].n_shortcuts; j++)
        {
          g_autofree char *keys = describe_keys (&groups[i].shortcuts[j]);

          gtk_shortcuts_group_add_shortcut (group,
                                            g_object_new (GTK_TYPE_SHORTCUTS_SHORTCUT, "title",
                                                          _ (groups[i].shortcuts[j].title), "accelerator", keys, NULL));
        }
      gtk_shortcuts_section_add_group (section, group);
    }
  gtk_shortcuts_window_add_section (window, section);
  gtk_window_present (GTK_WINDOW (window));
}

G_GNUC_END_IGNORE_DEPRECATIONS

#endif
