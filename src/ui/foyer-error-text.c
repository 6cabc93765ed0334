/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sentences for errors and troubles: what is wrong and what to do about it, from the code alone. What the platform
 * itself said, and the numbers, are Details. */

#include "config.h"

#include "foyer-error-text.h"

#include "foyer-error.h"
#include "foyer-refusal.h"

#include <adwaita.h>
#include <glib/gi18n.h>

static const struct
{
  FoyerErrorCode code;
  const char *sentence;
} sentences[] = {
  { FOYER_ERROR_OFFLINE, N_ ("The platform cannot be reached. Check the network connection, then try again.") },
  { FOYER_ERROR_TLS, N_ ("The server could not prove that it is the platform, so nothing was sent. Check the address, "
                         "and whether this network asks you to sign in first.") },
  { FOYER_ERROR_UNAVAILABLE, N_ ("The platform is not answering at the moment. Try again later.") },
  { FOYER_ERROR_BUSY, N_ ("The platform asks for a pause: there were too many requests. Try again in a minute.") },
  { FOYER_ERROR_UNCERTAIN, N_ ("No answer came back, so this may or may not have arrived.") },
  { FOYER_ERROR_CONFLICT, N_ ("Something very similar is already on the platform. Compare the two before sending.") },
  { FOYER_ERROR_CLOCK, N_ ("This computer’s clock and the platform’s are too far apart. Set the date and time.") },
  { FOYER_ERROR_UNAUTHORIZED, N_ ("The platform does not accept this key and secret. Check both, and whether the key "
                                  "was revoked.") },
  { FOYER_ERROR_FORBIDDEN, N_ ("This key may not do that. Ask the administrator of your account for the permission.") },
  { FOYER_ERROR_UNSUPPORTED, N_ ("This address does not offer what Foyer needs. Check the address.") },
  { FOYER_ERROR_REFUSED, N_ ("The platform did not accept this.") },
  { FOYER_ERROR_GONE, N_ ("This is no longer on the platform.") },
  { FOYER_ERROR_UNREADABLE, N_ ("What answered does not speak like the platform. Check the address, and whether this "
                                "network asks you to sign in first.") },
  { FOYER_ERROR_INVALID, N_ ("This cannot be used as it is.") },
  { FOYER_ERROR_STORE, N_ ("Foyer could not use its files on this computer.") },
  { FOYER_ERROR_DISK_FULL, N_ ("The disk is full. Make some room, then try again.") },
  { FOYER_ERROR_READ_ONLY, N_ ("Foyer’s folder cannot be written. Check its permissions.") },
  { FOYER_ERROR_IN_USE, N_ ("Another Foyer is using this account’s files. Close it, then try again.") },
  { FOYER_ERROR_NEWER, N_ ("A newer version of Foyer wrote these files. Use that version to open them.") },
  { FOYER_ERROR_DAMAGED, N_ ("A file of this account is damaged.") },
  { FOYER_ERROR_KEYRING, N_ ("The keyring is locked, or there is none.") },
  { FOYER_ERROR_NOT_SHOWN, N_ ("The platform does not show what is there, so nothing could be compared.") },
};

/**
 * foyer_error_text_of_code:
 * @code: a FoyerErrorCode
 *
 * Returns: the translated sentence for a person, without markup
 */
const char *
foyer_error_text_of_code (int code)
{
  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    if ((int) sentences[i].code == code)
      return _ (sentences[i].sentence);

  return _ ("Something unexpected went wrong.");
}

/**
 * foyer_error_text:
 * @error: any error but a cancellation
 *
 * Returns: the translated sentence for a person, without markup
 */
const char *
foyer_error_text (const GError *error)
{
  const char *sentence;

  if (error->domain != FOYER_ERROR)
    return foyer_error_text_of_code (0);
  sentence = foyer_refusal_get_sentence (error->code, foyer_error_get_specific_code (error), FOYER_LEAD_NO_FIELD);
  return sentence != NULL ? _ (sentence) : foyer_error_text_of_code (error->code);
}

/**
 * foyer_error_text_details:
 * @error: any error
 *
 * What support asks for: the platform's own words and numbers, and the message for logs. Messages hold nothing of a
 * lead and no secret.
 *
 * Returns: (transfer full): several lines
 */
char *
foyer_error_text_details (const GError *error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (error->domain == FOYER_ERROR)
    {
      const char *words = foyer_error_get_platform_words (error);

      if (words != NULL)
        g_string_append_printf (text, "%s\n\n", words);
      for (guint i = 0; i < foyer_error_get_n_problems (error); i++)
        g_string_append_printf (text, "%s: %s\n", foyer_error_get_parameter (error, i),
                                foyer_error_get_problem_words (error, i) ?: "");
      if (foyer_error_get_http_status (error) != 0)
        g_string_append_printf (text, "HTTP %u\n", foyer_error_get_http_status (error));
      if (foyer_error_get_platform_code (error) != 0)
        g_string_append_printf (text, "errorCode %d\n", foyer_error_get_platform_code (error));
      if (foyer_error_get_specific_code (error) != 0)
        g_string_append_printf (text, "specificCode %d\n", foyer_error_get_specific_code (error));
    }
  g_string_append_printf (text, "%s\nFoyer %s", error->message, FOYER_VERSION);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
copy_cb (AdwAlertDialog *dialog, const char *response, const char *details)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (dialog)), details);
}

/**
 * foyer_error_text_present:
 * @parent: a widget in the window it is about
 * @heading: what failed, translated
 * @error: why
 *
 * Shows the sentence and, below it, the details, which can be selected and copied.
 */
void
foyer_error_text_present (GtkWidget *parent, const char *heading, const GError *error)
{
  AdwDialog *dialog = adw_alert_dialog_new (heading, foyer_error_text (error));
  g_autofree char *details = foyer_error_text_details (error);
  GtkWidget *label = gtk_label_new (details);

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "error-details");
  /* Translators: for a screen reader: the text that says what exactly went wrong */
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Details"), -1);
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), label);

  /* Translators: a button below what exactly went wrong: copies it */
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "copy", _ ("_Copy Details"), "close", _ ("C_lose"), NULL);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "close");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "close");
  g_signal_connect_data (dialog, "response::copy", G_CALLBACK (copy_cb), g_steal_pointer (&details),
                         (GClosureNotify) (void (*) (void)) g_free, 0);
  adw_dialog_present (dialog, parent);
}
