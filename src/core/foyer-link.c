/* SPDX-License-Identifier: GPL-3.0-or-later */
/* foyer: links, by which a page or a mail can begin a lead. They fill in a form that a person then looks at; they never
 * open, change or send anything, and every parameter is treated as written by an enemy. */

#include "foyer-link.h"

#include "foyer-text.h"

#include <string.h>

#define MAX_NAME        200
#define MAX_DESCRIPTION 4000
#define MAX_ID          G_MAXINT32

static char *
clip (const char *text, gboolean multiline, glong n_letters)
{
  g_autofree char *clean = foyer_text_clean (text, multiline);

  return g_utf8_strlen (clean, -1) > n_letters ? g_utf8_substring (clean, 0, n_letters) : g_steal_pointer (&clean);
}

static void
take_parameter (FoyerLead *lead, FoyerLeadField field, const char *value)
{
  g_autofree char *text = NULL;
  guint64 id = 0;

  switch (foyer_lead_field_get_info (field)->kind)
    {
    case FOYER_KIND_TEXT:
      text = clip (value, field == FOYER_LEAD_DESCRIPTION,
                   field == FOYER_LEAD_DESCRIPTION ? MAX_DESCRIPTION : MAX_NAME);
      foyer_lead_set_text (lead, field, text);
      break;
    case FOYER_KIND_ID:
      if (g_ascii_string_to_unsigned (value, 10, 1, MAX_ID, &id, NULL))
        foyer_lead_set_id (lead, field, (gint64) id);
      break;
    case FOYER_KIND_CUSTOM:
    case FOYER_KIND_DATE:
    default:
      break;
    }
}

/**
 * foyer_link_to_lead:
 * @link: `foyer:new?name=…&description=…&qualityId=…`, with the parameters of addOrUpdateLead under their wire names,
 * percent-encoded as in a URI's query (RFC 3986)
 *
 * Texts are cleaned and cut, ids must be whole numbers above 0, the first of two equal names counts, and whatever is
 * not understood is passed over. An id of a lead is not understood: a link cannot name a lead that is there.
 *
 * Returns: (transfer full) (nullable): a new lead with what the link says; `NULL` where it is no such link
 */
FoyerLead *
foyer_link_to_lead (const char *link)
{
  g_autoptr (GUri) uri = NULL;
  g_autoptr (FoyerLead) lead = NULL;
  FoyerFieldSet seen = 0;
  const char *query = NULL;
  GUriParamsIter iter;

  g_return_val_if_fail (link != NULL, NULL);

  if (strlen (link) > FOYER_LINK_MAX_SIZE)
    return NULL;
  uri = g_uri_parse (link, G_URI_FLAGS_ENCODED_QUERY, NULL);
  if (uri == NULL || !g_str_equal (g_uri_get_scheme (uri), FOYER_LINK_SCHEME) || g_uri_get_host (uri) != NULL
      || !g_str_equal (g_uri_get_path (uri), "new"))
    return NULL;

  lead = foyer_lead_new ();
  query = g_uri_get_query (uri) != NULL ? g_uri_get_query (uri) : "";
  g_uri_params_iter_init (&iter, query, -1, "&", G_URI_PARAMS_WWW_FORM);
  while (TRUE)
    {
      g_autofree char *name = NULL;
      g_autofree char *value = NULL;
      FoyerLeadField field = FOYER_LEAD_NO_FIELD;

      if (!g_uri_params_iter_next (&iter, &name, &value, NULL))
        break;
      field = foyer_lead_field_from_wire_name (name);
      if (field == FOYER_LEAD_NO_FIELD || (seen & FOYER_FIELD_BIT (field)) != 0)
        continue;
      seen |= FOYER_FIELD_BIT (field);
      take_parameter (lead, field, value);
    }
  if (foyer_lead_is_set (lead, FOYER_LEAD_CONTACT) && !foyer_lead_is_set (lead, FOYER_LEAD_COMPANY))
    foyer_lead_set_belongs_to (lead, FOYER_BELONGS_TO_PERSON);
  return g_steal_pointer (&lead);
}
