/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The companies and contacts of the sample data. Mail goes to reserved domains (RFC 2606), telephone numbers are of the
 * ranges the Australian, British and American regulators keep for fiction: nobody real can be reached. */
#include "foyer-sandbox-world.h"

#include <string.h>

#include "foyer-sandbox-names.h"
#include "foyer-sandbox-tables.h"

#define HOUR     3600
#define LAST_500 (500 * 24 * HOUR)

static guint64
company_hash (const FoyerSandboxWorld *world, gint64 id, guint salt)
{
  return foyer_sandbox_world_hash (world, FOYER_SANDBOX_KIND_COMPANY, id, salt);
}

static guint64
contact_hash (const FoyerSandboxWorld *world, gint64 id, guint salt)
{
  return foyer_sandbox_world_hash (world, FOYER_SANDBOX_KIND_CONTACT, id, salt);
}

/* Plain letters and digits in lower case, as in a domain or a mailbox; everything else is left out. */
static void
make_slug (const char *text, char buffer[FOYER_SANDBOX_TEXT_SIZE])
{
  g_autofree char *ascii = g_str_to_ascii (text, "C");
  gsize length = 0;

  for (const char *p = ascii; *p != '\0' && length + 1 < 48; p++)
    if (g_ascii_isalnum (*p))
      buffer[length++] = g_ascii_tolower (*p);
  buffer[length] = '\0';
}

static void
make_phone (guint64 pick, char buffer[FOYER_SANDBOX_TEXT_SIZE])
{
  guint number = (guint) (pick >> 8);

  switch (pick % 5)
    {
    case 0:
      g_snprintf (buffer, FOYER_SANDBOX_TEXT_SIZE, "+44 20 7946 0%03u", number % 1000);
      break;
    case 1:
      g_snprintf (buffer, FOYER_SANDBOX_TEXT_SIZE, "(503) 555-01%02u", number % 100);
      break;
    case 2:
      g_snprintf (buffer, FOYER_SANDBOX_TEXT_SIZE, "(02) 5550 %04u", number % 10000);
      break;
    default:
      g_snprintf (buffer, FOYER_SANDBOX_TEXT_SIZE, "+61 3 5550 %04u", number % 10000);
      break;
    }
}

static void
make_business_name (guint64 pick, char buffer[FOYER_SANDBOX_TEXT_SIZE])
{
  switch (pick % 4)
    {
    case 0:
      g_snprintf (buffer, FOYER_SANDBOX_TEXT_SIZE, "%s & %s %s",
                  foyer_sandbox_word (FOYER_SANDBOX_LAST_NAMES, pick >> 8),
                  foyer_sandbox_word (FOYER_SANDBOX_LAST_NAMES, pick >> 20),
                  foyer_sandbox_word (FOYER_SANDBOX_TRADES, pick >> 32));
      break;
    case 1:
      g_snprintf (buffer, FOYER_SANDBOX_TEXT_SIZE, "%s %s %s", foyer_sandbox_city (pick >> 8)->name,
                  foyer_sandbox_word (FOYER_SANDBOX_PLACES, pick >> 20),
                  foyer_sandbox_word (FOYER_SANDBOX_VENUES, pick >> 32));
      break;
    default:
      g_snprintf (buffer, FOYER_SANDBOX_TEXT_SIZE, "%s %s", foyer_sandbox_word (FOYER_SANDBOX_PLACES, pick >> 20),
                  foyer_sandbox_word (FOYER_SANDBOX_VENUES, pick >> 32));
      break;
    }
}

gint64
foyer_sandbox_world_company_modified (const FoyerSandboxWorld *world, gint64 id)
{
  return world->epoch - HOUR - (gint64) (company_hash (world, id, 1) % LAST_500);
}

/* FALSE, and an empty BUFFER, when the company has no such text. */
gboolean
foyer_sandbox_world_company_text (const FoyerSandboxWorld *world,
                                  gint64 id,
                                  guint text,
                                  char buffer[FOYER_SANDBOX_TEXT_SIZE])
{
  guint64 pick = company_hash (world, id, 2 + text);
  guint64 name = company_hash (world, id, 2);
  const FoyerSandboxCity *city = foyer_sandbox_city (name >> 8);
  char slug[FOYER_SANDBOX_TEXT_SIZE];

  buffer[0] = '\0';
  switch (text)
    {
    case FOYER_SANDBOX_COMPANY_BUSINESS_NAME:
      make_business_name (name, buffer);
      break;
    case FOYER_SANDBOX_COMPANY_TRADING_NAME:
      if (pick % 4 == 0)
        g_strlcpy (buffer, foyer_sandbox_word (FOYER_SANDBOX_PLACES, name >> 20), FOYER_SANDBOX_TEXT_SIZE);
      break;
    case FOYER_SANDBOX_COMPANY_BUSINESS_NUMBER:
      if (pick % 3 == 0)
        g_snprintf (buffer, FOYER_SANDBOX_TEXT_SIZE, "SAMPLE %06u", (guint) (id % 1000000));
      break;
    case FOYER_SANDBOX_COMPANY_PHONE:
      if (pick % 6 != 0)
        make_phone (pick >> 8, buffer);
      break;
    case FOYER_SANDBOX_COMPANY_WEBSITE:
    case FOYER_SANDBOX_COMPANY_EMAIL:
      make_business_name (name, buffer);
      make_slug (buffer, slug);
      g_snprintf (buffer, FOYER_SANDBOX_TEXT_SIZE,
                  text == FOYER_SANDBOX_COMPANY_EMAIL ? "events@%s.example" : "https://www.%s.example", slug);
      break;
    case FOYER_SANDBOX_COMPANY_LINE1:
      g_snprintf (buffer, FOYER_SANDBOX_TEXT_SIZE, "%u %s", (guint) (pick % 300) + 1,
                  foyer_sandbox_word (FOYER_SANDBOX_STREETS, pick >> 12));
      break;
    case FOYER_SANDBOX_COMPANY_CITY:
      g_strlcpy (buffer, city->name, FOYER_SANDBOX_TEXT_SIZE);
      break;
    case FOYER_SANDBOX_COMPANY_STATE:
      g_strlcpy (buffer, city->state != NULL ? city->state : "", FOYER_SANDBOX_TEXT_SIZE);
      break;
    case FOYER_SANDBOX_COMPANY_COUNTRY:
      g_strlcpy (buffer, city->country, FOYER_SANDBOX_TEXT_SIZE);
      break;
    case FOYER_SANDBOX_COMPANY_POSTAL_CODE:
      g_strlcpy (buffer, city->postal_code, FOYER_SANDBOX_TEXT_SIZE);
      break;
    default:
      break;
    }
  return buffer[0] != '\0';
}

FoyerSandboxCompany *
foyer_sandbox_world_company (const FoyerSandboxWorld *world, gint64 id)
{
  FoyerSandboxCompany *company = foyer_sandbox_company_new (id);
  guint64 pick = company_hash (world, id, 40);
  gint64 contacts[3];
  char text[FOYER_SANDBOX_TEXT_SIZE];

  for (guint i = 0; i < FOYER_SANDBOX_COMPANY_N_TEXTS; i++)
    if (foyer_sandbox_world_company_text (world, id, i, text))
      company->texts[i] = g_strdup (text);
  if (pick % 5 != 0)
    company->industry_id = foyer_sandbox_industries[(pick >> 8) % foyer_sandbox_n_industries].id;
  if (pick % 3 != 0)
    {
      foyer_sandbox_world_company_contacts (world, id, contacts);
      company->primary_contact_id = contacts[0];
    }
  if (pick % 11 == 0 && id > 1)
    company->parent_id = (gint64) ((pick >> 16) % (guint64) (id - 1)) + 1;
  company->modified = foyer_sandbox_world_company_modified (world, id);
  return company;
}

gint64
foyer_sandbox_world_contact_modified (const FoyerSandboxWorld *world, gint64 id)
{
  return world->epoch - HOUR - (gint64) (contact_hash (world, id, 1) % LAST_500);
}

/* Company c has the contacts 2c-1 and 2c. The odd one is of that company alone, so that every company has one; of the
 * even ones a tenth is of none and a tenth of the next company too. */
guint
foyer_sandbox_world_contact_companies (const FoyerSandboxWorld *world, gint64 id, gint64 companies[2])
{
  guint64 pick = contact_hash (world, id, 2) % 10;

  companies[0] = (id + 1) / 2;
  if (id % 2 == 1)
    return 1;
  if (pick == 0)
    return 0;
  companies[1] = companies[0] % world->companies + 1;
  return pick == 1 ? 2 : 1;
}

/* The other way round; at least one. */
guint
foyer_sandbox_world_company_contacts (const FoyerSandboxWorld *world, gint64 id, gint64 contacts[3])
{
  gint64 previous = id == 1 ? world->companies : id - 1;
  gint64 companies[2];
  guint n = 0;

  contacts[n++] = 2 * id - 1;
  if (foyer_sandbox_world_contact_companies (world, 2 * id, companies) > 0)
    contacts[n++] = 2 * id;
  if (foyer_sandbox_world_contact_companies (world, 2 * previous, companies) == 2)
    contacts[n++] = 2 * previous;
  return n;
}

static gboolean
is_anonymised (gint64 id)
{
  return id % 96 == 48;
}

/* FALSE, and an empty BUFFER, when the contact has no such text. */
gboolean
foyer_sandbox_world_contact_text (const FoyerSandboxWorld *world,
                                  gint64 id,
                                  guint text,
                                  char buffer[FOYER_SANDBOX_TEXT_SIZE])
{
  guint64 pick = contact_hash (world, id, 3 + text);
  const char *first = foyer_sandbox_word (FOYER_SANDBOX_FIRST_NAMES, contact_hash (world, id, 20));
  const char *last = foyer_sandbox_word (FOYER_SANDBOX_LAST_NAMES, contact_hash (world, id, 21));

  buffer[0] = '\0';
  if (is_anonymised (id))
    {
      if (text == FOYER_SANDBOX_CONTACT_FIRST_NAME || text == FOYER_SANDBOX_CONTACT_LAST_NAME)
        g_strlcpy (buffer, "Anonymised", FOYER_SANDBOX_TEXT_SIZE);
      return buffer[0] != '\0';
    }
  switch (text)
    {
    case FOYER_SANDBOX_CONTACT_FIRST_NAME:
      g_strlcpy (buffer, first, FOYER_SANDBOX_TEXT_SIZE);
      break;
    case FOYER_SANDBOX_CONTACT_LAST_NAME:
      g_strlcpy (buffer, last, FOYER_SANDBOX_TEXT_SIZE);
      break;
    case FOYER_SANDBOX_CONTACT_EMAIL:
      {
        char mailbox[FOYER_SANDBOX_TEXT_SIZE], domain[FOYER_SANDBOX_TEXT_SIZE];
        gint64 companies[2];

        if (foyer_sandbox_world_contact_companies (world, id, companies) > 0)
          {
            make_business_name (company_hash (world, companies[0], 2), buffer);
            make_slug (buffer, domain);
          }
        else
          g_strlcpy (domain, "mail", FOYER_SANDBOX_TEXT_SIZE);
        g_snprintf (buffer, FOYER_SANDBOX_TEXT_SIZE, "%s%s", first, last);
        make_slug (buffer, mailbox);
        g_snprintf (buffer, FOYER_SANDBOX_TEXT_SIZE, "%s%" G_GINT64_FORMAT "@%s.example", mailbox, id, domain);
        break;
      }
    case FOYER_SANDBOX_CONTACT_PHONE:
      if (pick % 7 != 0)
        make_phone (pick >> 8, buffer);
      break;
    default:
      break;
    }
  return buffer[0] != '\0';
}

FoyerSandboxContact *
foyer_sandbox_world_contact (const FoyerSandboxWorld *world, gint64 id)
{
  FoyerSandboxContact *contact = foyer_sandbox_contact_new (id);
  gint64 companies[2];
  guint n_companies = foyer_sandbox_world_contact_companies (world, id, companies);
  char text[FOYER_SANDBOX_TEXT_SIZE];

  for (guint i = 0; i < FOYER_SANDBOX_CONTACT_N_TEXTS; i++)
    if (foyer_sandbox_world_contact_text (world, id, i, text))
      contact->texts[i] = g_strdup (text);
  g_array_append_vals (contact->companies, companies, n_companies);
  contact->anonymised = is_anonymised (id);
  contact->modified = foyer_sandbox_world_contact_modified (world, id);
  return contact;
}
