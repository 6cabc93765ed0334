/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The platform's timestamps: yyyy-mm-dd HH:MM:SS, always UTC. */
#include "foyer-sandbox-time.h"

#include <string.h>
#include <time.h>

gint64
foyer_sandbox_time_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

void
foyer_sandbox_time_format (gint64 seconds, char buffer[FOYER_SANDBOX_TIME_SIZE])
{
  time_t when = (time_t) seconds;
  struct tm parts = { 0 };

  gmtime_r (&when, &parts);
  g_snprintf (buffer, FOYER_SANDBOX_TIME_SIZE, "%04d-%02d-%02d %02d:%02d:%02d", (parts.tm_year + 1900) % 10000,
              parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec);
}

/* Reads the digits at TEXT[FROM], LENGTH of them; -1 when one is none. */
static int
digits (const char *text, gsize from, gsize length)
{
  int value = 0;

  for (gsize i = from; i < from + length; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return -1;
      value = value * 10 + (text[i] - '0');
    }
  return value;
}

/* A day alone and a trailing " UTC" are understood too. */
gboolean
foyer_sandbox_time_parse (const char *text, gint64 *seconds)
{
  gsize length = strlen (text);
  int year, month, day, hour = 0, minute = 0, second = 0;
  g_autoptr (GDateTime) when = NULL;

  if (length == 23 && g_str_has_suffix (text, " UTC"))
    length = 19;
  if ((length != 19 && length != 10) || text[4] != '-' || text[7] != '-')
    return FALSE;
  year = digits (text, 0, 4);
  month = digits (text, 5, 2);
  day = digits (text, 8, 2);
  if (length == 19)
    {
      if (text[10] != ' ' || text[13] != ':' || text[16] != ':')
        return FALSE;
      hour = digits (text, 11, 2);
      minute = digits (text, 14, 2);
      second = digits (text, 17, 2);
    }
  when = g_date_time_new_utc (year, month, day, hour, minute, second);
  if (when == NULL)
    return FALSE;
  *seconds = g_date_time_to_unix (when);
  return TRUE;
}
